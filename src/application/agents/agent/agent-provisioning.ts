import type { DesiredAgent } from '../../../domain/agent/desired-agent.ts';
import type { AgentId } from '../../../domain/shared/identifiers.ts';
import { IsIdentifier } from '../../input/is-identifier.ts';
import { IsIdentifiers } from '../../input/is-identifiers.ts';
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

/** One of many that are provisioned at once. */
export class AgentProvisioningOfMany extends AgentProvisioning {
  /** Others of them, by ids that they bring: it is not provisioned where one of these is not. They may need it in turn. */
  @Optional()
  @IsIdentifiers()
  readonly needs?: readonly AgentId[];
}
