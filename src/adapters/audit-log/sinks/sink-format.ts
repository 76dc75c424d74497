import type { RecordedJournalEntry } from '../../../application/ports/event-feed.ts';

/** How an entry becomes a line, and how it is known again. */
export interface SinkFormat {
  /** How each line begins, by which a file of other things is told apart. */
  readonly beginning: string;
  /** With its end. */
  lineOf(entry: RecordedJournalEntry): string;
  /** @param line - what it made, parsed. */
  positionIn(line: unknown): number | undefined;
}
