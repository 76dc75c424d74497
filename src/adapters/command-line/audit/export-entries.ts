import type { AuditLogFilter } from '../../../application/audit/filter/audit-log-filter.ts';
import type { RecordedJournalEntry } from '../../../application/ports/event-feed.ts';
import { csvHeading, csvLines } from '../../entries-csv/entries-csv.ts';
import type { AccountSession } from '../account-verb.ts';
import { writeOut } from '../output.ts';
import { Progress } from '../progress.ts';
import { jsonLine } from './json-line.ts';
import { newestEntries, pagesAfter } from './walk-entries.ts';

/** How entries are written down. */
interface ExportFormat {
  readonly heading: string;
  linesOf(entries: readonly RecordedJournalEntry[]): string;
}

export const exportFormats: Readonly<Record<'jsonl' | 'csv', ExportFormat>> = {
  jsonl: { heading: '', linesOf: (entries) => entries.map(jsonLine).join('') },
  csv: { heading: csvHeading(), linesOf: csvLines },
};

/** Writes all that is there. */
export async function exportEntries(
  session: AccountSession,
  filter: AuditLogFilter,
  after: number,
  { heading, linesOf }: ExportFormat,
): Promise<void> {
  const begun = new Date().toISOString();
  const [newest] = await newestEntries(session, {}, 1);
  const end = newest?.position ?? 0;
  let last: number | undefined;
  const progress = new Progress((reached) => `At position ${reached} of ${end} …`);
  await writeOut(heading);
  try {
    for await (const { entries, next } of pagesAfter(session, filter, after)) {
      await writeOut(linesOf(entries));
      last = entries.at(-1)?.position ?? last;
      // Entries on the same terminal tell it themselves.
      if (!process.stdout.isTTY) progress.report(next);
    }
  } finally {
    progress.end();
  }
  const isEvery = Object.values(filter).every((wanted) => wanted === undefined);
  const what = isEvery ? 'every entry' : 'every entry that was asked for';
  const where = last === undefined ? 'and there is none' : `the last at position ${last}`;
  process.stderr.write(`This is ${what} up to ${begun}, ${where}.\n`);
}
