import type { RecordedJournalEntry } from '../../application/ports/event-feed.ts';
import { jsonLine } from './json-format.ts';
import { ocsfEvent } from './ocsf-format.ts';

/** How an entry becomes a line, and is known again by it. */
export interface SinkFormat {
  /** How each line begins, by which a file of other things is told apart. */
  readonly beginning: string;
  /** With its end. */
  lineOf(entry: RecordedJournalEntry): string;
  /** @param line - what it made, parsed; or anything else. */
  positionIn(line: unknown): unknown;
}

/** The formats in which entries are sent as they come. */
export const sinkFormats = {
  jsonl: {
    beginning: '{"position":',
    lineOf: jsonLine,
    positionIn: (line) => (line as Partial<RecordedJournalEntry> | null)?.position,
  },
  ocsf: {
    beginning: '{"class_uid":',
    lineOf: (entry) => jsonLine(ocsfEvent(entry)),
    positionIn: (line) =>
      (line as { readonly metadata?: { readonly sequence?: unknown } } | null)?.metadata?.sequence,
  },
} as const satisfies Readonly<Record<string, SinkFormat>>;
