import type { RecordedJournalEntry } from '../../application/ports/event-feed.ts';
import type { EntryFormat } from './entry-format.ts';

/** A JSON object as a line of JSON Lines. */
export const jsonLine = (value: object): string => `${JSON.stringify(value)}\n`;

/** Each entry as it is. */
export const jsonFormat: EntryFormat = {
  heading: '',
  linesOf: (entries: readonly RecordedJournalEntry[]) => entries.map(jsonLine).join(''),
};
