import type { JournalEntry } from './journal-entry.ts';
import type { LentConnection } from './lent-connection.ts';

/** Where what happened, and what was refused, becomes durable. */
export interface EventLog {
  /**
   * Appends the entries in their order. A unit of work calls it once, with the entries of its whole transaction, as the
   * last thing before the commit: readers by position depend on that (decision 10).
   *
   * @param entries - of the connection's account, one at least.
   */
  append(connection: LentConnection, entries: readonly JournalEntry[]): Promise<void>;
}
