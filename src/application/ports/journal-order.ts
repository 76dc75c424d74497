import type { Instant } from '../../domain/shared/instant.ts';

/** Entries that are committed and have no position yet. */
export interface UnnumberedEntries {
  /** How many, counted as far as 100,000. */
  readonly count: number;
  /** When the first of them was recorded. */
  readonly since?: Instant;
}

/**
 * The one order of the journals of all accounts. An entry gets its position after its transaction was committed: 1, 2, 3, …
 * without gaps, and never another one. Whoever sees a position sees all before it.
 */
export interface JournalOrder {
  /**
   * Resolves when every entry that was committed before the call has its position. Where nothing is without one that costs a look,
   * and in the embedded database nothing.
   *
   * @throws StorageUnavailable, after some seconds in which nothing could be numbered.
   */
  upToNow(): Promise<void>;
  /** Gives positions to what is committed, unless another process does so at the moment. @throws StorageUnavailable */
  advance(): Promise<void>;
  /** @throws StorageUnavailable */
  unnumbered(): Promise<UnnumberedEntries>;
}
