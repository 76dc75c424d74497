import { Equals, IsInt, Max, MaxLength, Min } from 'class-validator';
import type { AgentId } from '../../../domain/shared/identifiers.ts';
import type { Instant } from '../../../domain/shared/instant.ts';
import { IsIdentifier } from '../../input/is-identifier.ts';
import { IsInstant } from '../../input/is-instant.ts';
import { Optional } from '../../input/optional.ts';
import type { RequestFilter } from '../../ports/request-log.ts';

const statusMax = 599;

/** Which requests are wanted; all that is said has to hold. */
export class RequestLogFilter implements RequestFilter {
  @Optional()
  @MaxLength(128)
  readonly requestId?: string;

  /** What a person was shown who could not sign in, such as `brave-otter-42`. */
  @Optional()
  @MaxLength(64)
  readonly mnemonic?: string;

  /** Only requests that changed this agent, or were about this agent and refused; not those that only looked. */
  @Optional()
  @IsIdentifier()
  readonly agentId?: AgentId;

  /** The same of an agent of this userName, letter case aside; also of one who never came in. */
  @Optional()
  @MaxLength(1024)
  readonly userName?: string;

  /** Only what was asked with the API token of this id, or by the person of this id. */
  @Optional()
  @IsIdentifier()
  readonly principalId?: string;

  /** Only requests that were refused, as a whole or in part, or failed. */
  @Optional()
  @Equals(true)
  readonly failed?: true;

  /** Only requests that were answered so. */
  @Optional()
  @IsInt()
  @Min(0)
  @Max(statusMax)
  readonly status?: number;

  /** Only requests of this time or later. */
  @Optional()
  @IsInstant()
  readonly since?: Instant;

  /** Only requests before this time. */
  @Optional()
  @IsInstant()
  readonly until?: Instant;
}
