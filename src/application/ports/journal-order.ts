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
}
