import type { TargetType } from '../../domain/shared/domain-event.ts';
import type { AgentId } from '../../domain/shared/identifiers.ts';
import type { JournalEntry } from './journal-entry.ts';
import type { LentConnection } from './lent-connection.ts';

export interface RecordedJournalEntry extends JournalEntry {
  /** Grows with every entry; what a reader remembers to read on. Not without gaps. */
  readonly position: number;
}

/** Holds fewer entries than were asked for where they are large; the journal goes on until a page has none. */
export interface JournalPage {
  readonly entries: readonly RecordedJournalEntry[];
  /** Where to read on: `after` of the next call. */
  readonly next: number;
}

export interface JournalQuery {
  readonly limit: number;
  /** Exclusive. */
  readonly before?: number;
  /** Only entries about targets of this type. */
  readonly targetType?: TargetType;
  /** Only entries about this target. */
  readonly targetId?: string;
  /** Only entries about what is or was called so, letter case aside. */
  readonly targetName?: string;
}

/** How many entries a page holds at most. */
export const entriesPerPageMax = 1000;

/**
 * Bytes of what a page's entries tell of changes and refusals, as JSON in UTF-8. A page has one entry at least, however
 * large. All else of an entry is cut when it is written.
 */
export const bytesPerPageMax = 4_000_000;

/** The journal of one account. */
export interface JournalReader {
  /**
   * Entries after a position, the oldest first. An entry that might still be preceded by one whose
   * transaction commits late is held back, so that a reader by position never skips one.
   */
  after(position: number, limit: number): Promise<JournalPage>;
  /**
   * The newest entries first. May show entries that `after` still holds back. The journal goes on `before` the last of
   * them, until there are none.
   */
  latest(query: JournalQuery): Promise<readonly RecordedJournalEntry[]>;
  /** Which of the ids were those of agents that have been removed, in one round trip for a thousand of them. */
  removedAgents(ids: readonly AgentId[]): Promise<ReadonlySet<AgentId>>;
}

/** Reads what the event log has made durable. */
export interface EventFeed {
  /** The journal of the connection's account. */
  on(connection: LentConnection): JournalReader;
}
