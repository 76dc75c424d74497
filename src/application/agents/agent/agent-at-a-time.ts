import type { Instant } from '../../../domain/shared/instant.ts';
import { IsInstant } from '../../input/is-instant.ts';
import { Optional } from '../../input/optional.ts';
import { AgentReference } from './agent-reference.ts';

/** An agent as it is, or as it was. */
export class AgentAtATime extends AgentReference {
  /** As of which time; as it is now where it is not said. Who may not read the audit log cannot ask. */
  @Optional()
  @IsInstant()
  readonly at?: Instant;
}
