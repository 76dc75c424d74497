import type { RecordedJournalEntry } from '../../../application/ports/event-feed.ts';

/** Where entries of all accounts go as they come, in their order. */
export interface EntrySink {
  /** Tells the sink apart from others of the installation, and is what people read: `file data/audit.jsonl`. */
  readonly name: string;

  /**
   * Begins to be written to.
   *
   * @param remembered - up to where entries have arrived, as far as it is remembered.
   * @returns up to where they have arrived, which the sink may know better.
   * @throws Error that says in a sentence why it cannot be written to.
   */
  open(remembered: number): Promise<number>;

  /**
   * @param entries - that follow those before.
   * @returns the position up to which entries are known to have arrived.
   * @throws Error that says in a sentence why they did not; the sink is to be opened again.
   */
  write(entries: readonly RecordedJournalEntry[]): Promise<number>;

  /**
   * To be called while nothing is there to be written.
   *
   * @returns and @throws as `write` does.
   */
  settle(): Promise<number>;

  /** Lets go of it; what has not arrived is sent again by whoever opens it next. */
  close(): Promise<void>;
}
