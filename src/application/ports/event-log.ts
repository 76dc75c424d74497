import type { PersonalValues } from './erasure-repository.ts';
import type { JournalEntry } from './journal-entry.ts';
import type { LentConnection } from './lent-connection.ts';

/** Where what happened, and what was refused, becomes durable. */
export interface EventLog {
  /**
   * Appends the entries in their order. A unit of work calls it once, with the entries of its whole transaction, as the
   * last thing before the commit. They get their positions behind it (`JournalOrder`); with one writer here.
   *
   * @param entries - of the connection's account, one at least.
   */
  append(connection: LentConnection, entries: readonly JournalEntry[]): Promise<void>;

  /**
   * Erases values of entries of the connection's account: see `ErasureRepository.eraseFromEntries`. Positions and leaves stay
   * what they are.
   */
  erase(connection: LentConnection, entries: readonly PersonalValues[]): Promise<number>;
}
