import type { TargetType } from '../../domain/shared/domain-event.ts';
import type { Instant } from '../../domain/shared/instant.ts';
import type { Principal, RecordedPrincipal } from './caller.ts';
import type { JournalEntry } from './journal-entry.ts';
import type { LentConnection } from './lent-connection.ts';

export interface RecordedJournalEntry extends JournalEntry {
  /** Grows with every entry; what a reader remembers to read on. Not without gaps. */
  readonly position: number;
}

/**
 * Holds fewer entries than were asked for where they are large, or far apart in the journal; the journal goes on as long as
 * `next` grows.
 */
export interface JournalPage {
  readonly entries: readonly RecordedJournalEntry[];
  /** Where to read on: `after` of the next call. */
  readonly next: number;
}

/** Which entries are wanted; all that is said has to hold. */
export interface JournalFilter {
  /** Only entries about targets of this type. */
  readonly targetType?: TargetType;
  /** Only entries about this target. */
  readonly targetId?: string;
  /** Only entries about what is or was called so, letter case aside. */
  readonly targetName?: string;
  /** Only entries of this time or later. */
  readonly since?: Instant;
  /** Only entries before this time. */
  readonly until?: Instant;
  /** Only what callers of this kind did. */
  readonly principalKind?: Principal['kind'];
  /** Only what callers of this name did. */
  readonly principalName?: string;
  /** Only what was done with one of these API tokens, or to it, or was tried with it in vain; their ids. */
  readonly tokens?: readonly string[];
  /** Only entries of what is called so, or of attempts of it. */
  readonly action?: string;
  /** Only what came of the request with this id. */
  readonly requestId?: string;
  /** Only attempts that were refused, as a whole or in part. */
  readonly refused?: true;
}

export interface JournalQuery extends JournalFilter {
  readonly limit: number;
  /** Exclusive. */
  readonly before?: number;
}

/** How many entries a page holds at most. */
export const entriesPerPageMax = 1000;

/**
 * Bytes of what a page's entries tell of changes and refusals, as JSON in UTF-8. A page has one entry at least, however
 * large. All else of an entry is cut when it is written.
 */
export const bytesPerPageMax = 4_000_000;

/** How something ended that is gone for good. */
export interface Removal {
  /** The userName or displayName that it had. */
  readonly name: string;
  readonly at: Instant;
  readonly principal: RecordedPrincipal;
}

/** What callers of one kind did in an hour. */
export interface JournalHour {
  /** When it began. */
  readonly at: Instant;
  readonly done: number;
  readonly refused: number;
}

/** How many entries are counted at most, the newest of them: counting reads each. */
export const entriesCountedMax = 10_000;

/** The journal of one account. */
export interface JournalReader {
  /**
   * Entries after a position, the oldest first. An entry that might still be preceded by one whose
   * transaction commits late is held back, so that a reader by position never skips one.
   */
  after(position: number, limit: number, filter?: JournalFilter): Promise<JournalPage>;
  /**
   * The newest entries first, one at least where there is one. May show entries that `after` still holds back. The
   * journal goes on `before` the last of them, until there are none.
   */
  latest(query: JournalQuery): Promise<readonly RecordedJournalEntry[]>;
  /** Which of the ids were those of agents, or groups, that have been removed, in one round trip for a thousand of them. */
  removals<Id extends string>(type: 'agent' | 'group', ids: readonly Id[]): Promise<ReadonlyMap<Id, Removal>>;
  /** What callers of this kind did since then, hour by hour, the oldest first; hours in which nothing was done are left out. */
  hours(principalKind: Principal['kind'], since: Instant): Promise<readonly JournalHour[]>;
}

/** Reads what the event log has made durable. */
export interface EventFeed {
  /** The journal of the connection's account. */
  on(connection: LentConnection): JournalReader;
  /**
   * How far the journals of all accounts are settled: up to this position no entry can appear any more.
   *
   * @param after - a position that is known to be settled, or 0.
   */
  settledBehind(connection: LentConnection, after: number): Promise<number>;
}
