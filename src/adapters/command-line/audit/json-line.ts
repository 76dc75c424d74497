import type { RecordedJournalEntry } from '../../../application/ports/event-feed.ts';

export const jsonLine = (entry: RecordedJournalEntry): string => `${JSON.stringify(entry)}\n`;
