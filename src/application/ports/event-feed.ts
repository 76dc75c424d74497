import type { TargetType } from '../../domain/shared/domain-event.ts';
import type { Instant } from '../../domain/shared/instant.ts';
import type { Principal, RecordedPrincipal } from './caller.ts';
import type { JournalEntry } from './journal-entry.ts';
import type { LentConnection } from './lent-connection.ts';

export interface RecordedJournalEntry extends JournalEntry {
  /** Its place in the one order of all accounts' entries, from 1 on (`JournalOrder`); what a reader remembers to read on. */
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
  /**
   * Only entries about what has this id, or in which it stands: of members who came or went, of the group that somebody joined
   * by a rule, of the agent whose session began.
   */
  readonly involving?: string;
  /** Only entries in which this attribute, or a part of it, was changed or left out: a path in SCIM notation, in any letter case. */
  readonly attribute?: string;
  /** Only entries of this time or later. */
  readonly since?: Instant;
  /** Only entries before this time. */
  readonly until?: Instant;
  /** Only what callers of this kind did. */
  readonly principalKind?: Principal['kind'];
  /** Only what callers of this name did. */
  readonly principalName?: string;
  /** Only what was done by the caller with this id: a token, a connection, or the agent who was signed in. */
  readonly principalId?: string;
  /** Only what was done with one of these API tokens, or to it, or was tried with it in vain; their ids. */
  readonly tokens?: readonly string[];
  /** Only the sign-in that failed and that people were shown these words of, such as `brave-otter-42137`. */
  readonly signIn?: string;
  /** Only entries of what is called so, or of attempts of it. */
  readonly action?: string;
  /** Only what came of the request with this id. */
  readonly requestId?: string;
  /** Only attempts that were refused, as a whole or in part; or, where it is false, only what was done as a whole. */
  readonly refused?: boolean;
  /** Only attempts that were refused with this code, as a whole or in part. */
  readonly refusalCode?: string;
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

/** Targets of one type, by their ids. */
export interface TargetRange {
  readonly type: TargetType;
  /** Only this one. */
  readonly id?: string;
  /** Exclusive; from the first on where it is not said. */
  readonly after?: string;
  /** Inclusive; to the last where it is not said. */
  readonly upTo?: string;
}

/** When a target came into being, as far as the journal goes back, and when it was last changed. */
export interface TargetLife {
  /** The first of its entries. */
  readonly first: Pick<RecordedJournalEntry, 'at' | 'action' | 'principal'>;
  /** The last of them. */
  readonly last: Pick<RecordedJournalEntry, 'at' | 'action' | 'principal'>;
}

/**
 * What the journal of one account tells of the past. Whoever reads what is there, then the entries without a position, and
 * then those behind a position, has an entry for each change that he met.
 */
export interface PastJournal {
  /**
   * The last position of the journal as it stood at a time: that before the first entry that is later. Entries are not in the
   * order of their times to the millisecond; one that was written behind a later one counts as later.
   */
  standingAt(at: Instant): Promise<number>;
  /**
   * Entries about targets of a type behind a position, the oldest first: as many as a page may hold.
   *
   * @returns nothing where no more follow.
   */
  behind(position: number, type: TargetType): Promise<readonly RecordedJournalEntry[]>;
  /**
   * Entries about targets of a type that are committed and have no position yet: few, where the use case `readsJournal`. Those
   * of one target are in the order of their commits.
   */
  unnumbered(type: TargetType): Promise<readonly JournalEntry[]>;
  /**
   * Entries of such actions behind a position about some targets: those of a target together, the oldest first, and targets
   * in the order of their ids. As many as a page may hold; they go on behind the last of them.
   */
  aboutTargets(
    range: TargetRange,
    actions: readonly string[],
    position: number,
    last?: RecordedJournalEntry,
  ): Promise<readonly RecordedJournalEntry[]>;
  /** What entries of such actions up to a position tell of the lives of targets. */
  lives(
    ids: readonly string[],
    actions: readonly string[],
    upTo: number,
  ): Promise<ReadonlyMap<string, TargetLife>>;
  /** The ids of all targets of a type that were ever called so, letter case aside. */
  idsNamed(type: TargetType, name: string): Promise<readonly string[]>;
}

/** The journal of one account. */
export interface JournalReader {
  readonly past: PastJournal;
  /** Entries after a position, the oldest first. Only those that have a position: a use case that `readsJournal` has all of them. */
  after(position: number, limit: number, filter?: JournalFilter): Promise<JournalPage>;
  /**
   * The newest entries first, one at least where there is one, and only those that have a position. The journal goes on
   * `before` the last of them, until there are none.
   */
  latest(query: JournalQuery): Promise<readonly RecordedJournalEntry[]>;
  /** The entries about a target that were written last, the newest first, also those that have no position yet. */
  newestAbout(type: TargetType, id: string, limit: number): Promise<readonly JournalEntry[]>;
  /**
   * The entry about each target that was written last of those that tell of such actions, and of a change of the attribute where
   * one is named; also one that has no position yet.
   *
   * @param attribute - as the entry names it.
   */
  newestOfEach<Id extends string>(
    type: TargetType,
    ids: readonly Id[],
    actions: readonly string[],
    attribute?: string,
  ): Promise<ReadonlyMap<Id, JournalEntry>>;
  /**
   * The entries of an action since a time that name one of the ids other than as their target, the oldest first, a page at a time: by the index of terms.
   * Only those that have a position.
   */
  involvingOneOf(
    ids: readonly string[],
    entries: Required<Pick<JournalFilter, 'action' | 'since'>>,
  ): AsyncIterable<readonly RecordedJournalEntry[]>;
  /** Which of the ids were those of agents, or groups, that have been removed, in one round trip for a thousand of them. */
  removals<Id extends string>(type: 'agent' | 'group', ids: readonly Id[]): Promise<ReadonlyMap<Id, Removal>>;
  /** What callers of this kind did since then, hour by hour, the oldest first; hours in which nothing was done are left out. */
  hours(principalKind: Principal['kind'], since: Instant): Promise<readonly JournalHour[]>;
}

/** Reads what the event log has made durable. */
export interface EventFeed {
  /** The journal of the connection's account. */
  on(connection: LentConnection): JournalReader;
  /** The position of the newest entry of all accounts that has one, or 0. What is committed later gets a greater one. */
  lastPosition(connection: LentConnection): Promise<number>;
}
