import { expect, test } from 'vitest';
import {
  bytesPerPageMax,
  type JournalReader,
  type RecordedJournalEntry,
} from '../../src/application/ports/event-feed.ts';
import { DomainError } from '../../src/domain/shared/domain-error.ts';
import { later } from '../support/agents.ts';
import { onEachDatabase } from '../support/databases.ts';
import { readJournal, stageOn } from '../support/open-storage.ts';
import { StoredAgents } from '../support/stored-agents.ts';

const code = 'agentNotFound';
const bytesOf = ({ changes, refusal }: Pick<RecordedJournalEntry, 'changes' | 'refusal'>): number =>
  Buffer.byteLength(JSON.stringify(changes)) + Buffer.byteLength(JSON.stringify(refusal));
const leastBytes = bytesOf({ changes: [], refusal: { code, message: '' } });

/** A message that makes an entry of so many bytes. It has fewer characters. */
function messageFor(bytes: number): string {
  const left = bytes - leastBytes;
  return 'é'.repeat(Math.floor(left / 2)) + 'x'.repeat(left % 2);
}

onEachDatabase('a page of the journal', (product) => {
  const stage = stageOn(product);

  /** An account whose journal has entries of so many bytes each, the oldest first. */
  async function withEntries(...sizes: readonly number[]) {
    const { open, caller } = new StoredAgents(stage().storage);
    await open.unitOfWork.transact(caller, async (scope) => {
      for (const [index, bytes] of sizes.entries())
        scope.recordRefusal({ action: `Test${index}` }, new DomainError(code, messageFor(bytes)), later);
    });
    const read = <Page>(page: (journal: JournalReader) => Promise<Page>) => readJournal(open, caller, page);
    return {
      after: (position: number, limit = 1000) => read((journal) => journal.after(position, limit)),
      latest: (before?: number) => read((journal) => journal.latest({ limit: 1000, before })),
    };
  }

  test.each([
    [-1, 2],
    [0, 2],
    [1, 1],
  ])('of %i bytes beside the most that it holds has %i of two entries', async (beside, entries) => {
    const [one, other] = [3_000_000, bytesPerPageMax - 3_000_000 + beside];
    const { after, latest } = await withEntries(one, other);
    const page = await after(0);
    expect(page.entries).toHaveLength(entries);
    expect(page.entries.map(bytesOf)).toEqual([one, other].slice(0, entries));
    expect(page.next).toBe(page.entries.at(-1)?.position);
    expect((await latest()).map(bytesOf)).toEqual([other, one].slice(0, entries));
  });

  test('has one entry where that is larger than a page', async () => {
    const { after, latest } = await withEntries(bytesPerPageMax + 1, 1_000, bytesPerPageMax + 1);
    expect((await after(0)).entries.map(bytesOf)).toEqual([bytesPerPageMax + 1]);
    expect((await latest()).map(bytesOf)).toEqual([bytesPerPageMax + 1]);
  });

  test('counts the bytes of all entries, however many there are', async () => {
    const bytes = Math.floor(bytesPerPageMax / 250);
    const { after, latest } = await withEntries(...Array<number>(255).fill(bytes));
    const { entries, next } = await after(0);
    expect(entries).toHaveLength(250);
    expect((await after(next)).entries).toHaveLength(5);
    expect(await latest()).toHaveLength(250);
  });

  test('leads on to the next: whoever walks meets each entry once, in both directions', async () => {
    const sizes = Array.from({ length: 40 }, (_, index) =>
      index % 4 === 3 ? 1_500_000 : 40_000 * index + 100,
    );
    const { after, latest } = await withEntries(...sizes);
    const forwards: RecordedJournalEntry[] = [];
    for (let position = 0; ; ) {
      const { entries, next } = await after(position);
      if (entries.length === 0) break;
      expect(entries.map(bytesOf).reduce((sum, bytes) => sum + bytes)).toBeLessThanOrEqual(bytesPerPageMax);
      forwards.push(...entries);
      position = next;
    }
    const backwards: RecordedJournalEntry[] = [];
    for (;;) {
      const entries = await latest(backwards.at(-1)?.position);
      if (entries.length === 0) break;
      expect(entries.map(bytesOf).reduce((sum, bytes) => sum + bytes)).toBeLessThanOrEqual(bytesPerPageMax);
      backwards.push(...entries);
    }
    expect(forwards.map(({ action }) => action)).toEqual(sizes.map((_, index) => `Test${index}`));
    expect(backwards.reverse()).toEqual(forwards);
  });
});
