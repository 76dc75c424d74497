import type { RecordedJournalEntry } from './event-feed.ts';

/** The entries of all accounts in their one order; for what keeps the audit log, and never for what answers an account. */
export interface NumberedEntries {
  /** The position of the newest entry, 0 where there is none. @throws StorageUnavailable */
  last(): Promise<number>;
  /**
   * The entry at a position and those behind it, fewer than `limit` where they are large (`bytesPerPageMax`). None where the
   * order does not go so far.
   *
   * @throws StorageUnavailable
   */
  from(position: number, limit: number): Promise<readonly RecordedJournalEntry[]>;
}
