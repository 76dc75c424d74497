import type { AuditLogFilter } from '../../../application/audit/filter/audit-log-filter.ts';
import type { JournalPage, RecordedJournalEntry } from '../../../application/ports/event-feed.ts';
import type { AccountSession } from '../account-verb.ts';

type Reader = Pick<AccountSession, 'application' | 'caller'>;

/** The newest first, from as many pages as it takes. */
export async function newestEntries(
  { application, caller }: Reader,
  filter: AuditLogFilter,
  limit: number,
): Promise<readonly RecordedJournalEntry[]> {
  const entries: RecordedJournalEntry[] = [];
  while (entries.length < limit) {
    const query = { ...filter, limit: limit - entries.length, before: entries.at(-1)?.position };
    const page = await application.readAuditLog(caller, query);
    if (page.length === 0) break;
    entries.push(...page);
  }
  return entries;
}

/** So many from a position on, the oldest first. */
export async function entriesAfter(
  reader: Reader,
  filter: AuditLogFilter,
  after: number,
  limit: number,
): Promise<readonly RecordedJournalEntry[]> {
  const found: RecordedJournalEntry[] = [];
  for await (const { entries } of pagesAfter(reader, filter, after)) {
    found.push(...entries);
    if (found.length >= limit) break;
  }
  return found.slice(0, limit);
}

/** From a position up to what is there, the oldest first. */
export async function* pagesAfter(
  { application, caller }: Reader,
  filter: AuditLogFilter,
  after: number,
): AsyncGenerator<JournalPage> {
  let position = after;
  for (;;) {
    const page = await application.followAuditLog(caller, { ...filter, after: position });
    if (page.next <= position) return;
    yield page;
    position = page.next;
  }
}
