import { ArrayMaxSize, ArrayMinSize, Equals, IsIn, MaxLength } from 'class-validator';
import { type TargetType, targetTypes } from '../../../domain/shared/domain-event.ts';
import type { ApiTokenId } from '../../../domain/shared/identifiers.ts';
import type { Instant } from '../../../domain/shared/instant.ts';
import { IsIdentifiers } from '../../input/is-identifiers.ts';
import { IsInstant } from '../../input/is-instant.ts';
import { Optional } from '../../input/optional.ts';
import { type Principal, principalKinds } from '../../ports/caller.ts';
import type { JournalFilter } from '../../ports/event-feed.ts';

/** So many tokens may have one name, and be asked for at once. */
const tokensPerFilterMax = 100;

/** Which entries of the audit log are wanted; all of them where nothing is said. */
export class AuditLogFilter implements JournalFilter {
  /** Only entries about targets of this type. */
  @Optional()
  @IsIn(targetTypes)
  readonly targetType?: TargetType;

  /** Only entries about this target. */
  @Optional()
  @MaxLength(1024)
  readonly targetId?: string;

  /** Only entries about what is or was called so, letter case aside: also about somebody who is gone, or never came in. */
  @Optional()
  @MaxLength(1024)
  readonly targetName?: string;

  /** Only entries of this time or later. */
  @Optional()
  @IsInstant()
  readonly since?: Instant;

  /** Only entries before this time. */
  @Optional()
  @IsInstant()
  readonly until?: Instant;

  /** Only what callers of this kind did. */
  @Optional()
  @IsIn(principalKinds)
  readonly principalKind?: Principal['kind'];

  /** Only what callers of this name did, as entries have it. */
  @Optional()
  @MaxLength(1024)
  readonly principalName?: string;

  /** Only what was done with one of these API tokens, or to it, or was tried with it in vain. */
  @Optional()
  @IsIdentifiers()
  @ArrayMinSize(1)
  @ArrayMaxSize(tokensPerFilterMax)
  readonly tokens?: readonly ApiTokenId[];

  /** Only entries of what is called so: `AgentUpdated`, or `ReviseAgent` for refused attempts. */
  @Optional()
  @MaxLength(64)
  readonly action?: string;

  /** Only what came of the request with this id. */
  @Optional()
  @MaxLength(128)
  readonly requestId?: string;

  /** Only attempts that were refused, as a whole or in part. */
  @Optional()
  @Equals(true)
  readonly refused?: true;
}
