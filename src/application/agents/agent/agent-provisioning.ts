import type { DesiredAgent } from '../../../domain/agent/desired-agent.ts';
import type { AgentId } from '../../../domain/shared/identifiers.ts';
import { IsIdentifier } from '../../input/is-identifier.ts';
import { Nested } from '../../input/nested.ts';
import { Optional } from '../../input/optional.ts';
import { DesiredAgentInput } from './desired-agent-input.ts';

export class AgentProvisioning {
  @Nested(() => DesiredAgentInput)
  readonly desired!: DesiredAgent;

  /** A new one, where the caller has given it away already; otherwise one is made. */
  @Optional()
  @IsIdentifier()
  readonly id?: AgentId;
}
