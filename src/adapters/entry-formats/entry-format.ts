import type { RecordedJournalEntry } from '../../application/ports/event-feed.ts';

/** How entries of the audit log are written down. */
export interface EntryFormat {
  /** What stands before the first of them; nothing in most. */
  readonly heading: string;
  /** A line for each, with its end. */
  linesOf(entries: readonly RecordedJournalEntry[]): string;
}
