import { ArrayMaxSize, ArrayMinSize, Equals, IsIn, MaxLength } from 'class-validator';
import { type TargetType, targetTypes } from '../../../domain/shared/domain-event.ts';
import type { ApiTokenId } from '../../../domain/shared/identifiers.ts';
import type { Instant } from '../../../domain/shared/instant.ts';
import { isMnemonicId } from '../../../domain/sign-in/mnemonic-id.ts';
import { IsIdentifier } from '../../input/is-identifier.ts';
import { IsIdentifiers } from '../../input/is-identifiers.ts';
import { IsInstant } from '../../input/is-instant.ts';
import { Optional } from '../../input/optional.ts';
import { Satisfies } from '../../input/satisfies.ts';
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

  /** Only entries about what has this id, or in which it stands, as those of a group do of an agent who joined it. */
  @Optional()
  @IsIdentifier()
  readonly involving?: string;

  /** Only entries in which this attribute, or a part of it, was changed or left out: `profile.location`, `name`. */
  @Optional()
  @MaxLength(1024)
  readonly attribute?: string;

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

  /** Only what was done by the caller with this id: a token, a connection, or the agent who was signed in. */
  @Optional()
  @IsIdentifier()
  readonly principalId?: string;

  /** Only what was done with one of these API tokens, or to it, or was tried with it in vain. */
  @Optional()
  @IsIdentifiers()
  @ArrayMinSize(1)
  @ArrayMaxSize(tokensPerFilterMax)
  readonly tokens?: readonly ApiTokenId[];

  /** Only the sign-in that failed and that people were shown these words of. */
  @Optional()
  @Satisfies('must be the words of a page, such as "brave-otter-42137"', isMnemonicId)
  readonly signIn?: string;
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

  /** Only attempts that were refused with this code, as a whole or in part: `userNameTaken`. */
  @Optional()
  @MaxLength(64)
  readonly refusalCode?: string;
}
