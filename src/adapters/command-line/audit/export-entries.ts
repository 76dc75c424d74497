import { setTimeout as pause } from 'node:timers/promises';
import type { AuditLogFilter } from '../../../application/audit/filter/audit-log-filter.ts';
import type { EntryFormat } from '../../entry-formats/entry-format.ts';
import type { AccountSession } from '../account-verb.ts';
import { Progress } from '../progress.ts';
import { newestEntries, pagesAfter } from './walk-entries.ts';

const waitMilliseconds = 1000;

/**
 * Writes all that is there when it begins. An entry that a transaction committed before others that are still under way is
 * held back until it is certain what stands before it, for a minute at most; an export waits for that.
 */
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
  let position = after;
  let last: number | undefined;
  let waits = false;
  const progress = new Progress((reached) => `At position ${reached} of ${end} …`);
  await write(heading);
  try {
    for (;;) {
      for await (const { entries, next } of pagesAfter(session, filter, position)) {
        await write(linesOf(entries));
        position = next;
        last = entries.at(-1)?.position ?? last;
        if (tellsProgress) progress.report(position);
      }
      if (position >= end) break;
      progress.end();
      if (!waits) process.stderr.write('Waiting for entries that may still appear before others …\n');
      waits = true;
      await pause(waitMilliseconds);
    }
  } finally {
    progress.end();
  }
  const isEvery = Object.values(filter).every((wanted) => wanted === undefined);
  const what = isEvery ? 'every entry' : 'every entry that was asked for';
  const where = last === undefined ? 'and there is none' : `the last at position ${last}`;
  process.stderr.write(`This is ${what} up to ${begun}, ${where}.\n`);
}
