import type { AuditLogFilter } from '../../../application/audit/filter/audit-log-filter.ts';
import type { EntryFormat } from '../../entry-formats/entry-format.ts';
import type { AccountSession } from '../account-verb.ts';
import { Progress } from '../progress.ts';
import { archivedText } from './archived-text.ts';
import { newestEntries, pagesAfter } from './walk-entries.ts';

/** Writes all that is there. */
export async function exportEntries(
  session: AccountSession,
  filter: AuditLogFilter,
  after: number,
  { heading, linesOf }: EntryFormat,
  write: (text: string) => Promise<void>,
  tellsProgress: boolean,
): Promise<void> {
  const begun = new Date().toISOString();
  const [newest] = await newestEntries(session, {}, 1);
  const end = newest?.position ?? 0;
  let last: number | undefined;
  const progress = new Progress((reached) => `At position ${reached} of ${end} …`);
  await write(heading);
  try {
    for await (const { entries, next } of pagesAfter(session, filter, after)) {
      await write(linesOf(entries));
      last = entries.at(-1)?.position ?? last;
      if (tellsProgress) progress.report(next);
    }
  } finally {
    progress.end();
  }
  const isEvery = Object.values(filter).every((wanted) => wanted === undefined);
  const what = isEvery ? 'every entry' : 'every entry that was asked for';
  const where = last === undefined ? 'and there is none' : `the last at position ${last}`;
  process.stderr.write(`This is ${what} up to ${begun}, ${where}.\n${await archivedText(session)}`);
}
