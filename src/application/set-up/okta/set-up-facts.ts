import type { ApiToken } from '../../../domain/account/api-token.ts';
import type { KnownProfileAttribute } from '../../../domain/profile-attribute/known-profile-attribute.ts';
import type { UnkeptAttribute } from '../../../domain/profile-attribute/unkept-attribute.ts';
import type { Instant } from '../../../domain/shared/instant.ts';
import type { SsoConnection } from '../../../domain/sign-in/sso-connection.ts';
import type { JournalEntry } from '../../ports/journal-entry.ts';
import type { AnsweredRequest } from '../../ports/request-log.ts';

/** What happened in an account, as far as it tells how the account is set up. Entries and requests: the newest first. */
export interface SetUpFacts {
  readonly at: Instant;
  readonly connections: readonly SsoConnection[];
  /** Those for directories, ended ones included. */
  readonly tokens: readonly ApiToken[];
  /** What directories did, and tried, with tokens that have ended included. */
  readonly entries: readonly JournalEntry[];
  /** Who was deactivated or removed, by whomever. */
  readonly departures: readonly JournalEntry[];
  /** What directories asked. */
  readonly requests: readonly AnsweredRequest[];
  readonly attributes: readonly KnownProfileAttribute[];
  readonly unkept: readonly UnkeptAttribute[];
}
