import type { JournalEntry } from '../../application/ports/journal-entry.ts';
import { OutcomeUnknown, StorageUnavailable } from '../../application/ports/storage-errors.ts';

/** Where nobody knows whether the work was committed, whoever asked learns what the journal has got if it was. */
export function withEntries(error: unknown, entries: readonly JournalEntry[] = []): unknown {
  const isUnknown = error instanceof StorageUnavailable && error.trouble === 'outcomeUnknown';
  return isUnknown ? new OutcomeUnknown(entries, { cause: error.cause }) : error;
}
