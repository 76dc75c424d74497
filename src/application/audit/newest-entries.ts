import type { JournalQuery, JournalReader, RecordedJournalEntry } from '../ports/event-feed.ts';

/** The newest entries first, as many as are wanted: a page of the journal may hold fewer where they are far apart in it. */
export async function newestEntries(
  journal: Pick<JournalReader, 'latest'>,
  { limit, ...filter }: JournalQuery,
): Promise<readonly RecordedJournalEntry[]> {
  const entries: RecordedJournalEntry[] = [];
  while (entries.length < limit) {
    const before = entries.at(-1)?.position ?? filter.before;
    const page = await journal.latest({ ...filter, before, limit: limit - entries.length });
    if (page.length === 0) break;
    entries.push(...page);
  }
  return entries;
}
