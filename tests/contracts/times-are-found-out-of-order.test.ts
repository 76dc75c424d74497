import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SqlJournalOrder } from '../../src/adapters/audit-log/sql-journal-order.ts';
import { SqlNumberedEntries } from '../../src/adapters/audit-log/sql-numbered-entries.ts';
import { TermIndex } from '../../src/adapters/audit-log/term-index.ts';
import type { Caller } from '../../src/application/ports/caller.ts';
import type { JournalFilter, JournalReader } from '../../src/application/ports/event-feed.ts';
import { DomainError } from '../../src/domain/shared/domain-error.ts';
import { type Instant, instantPlus } from '../../src/domain/shared/instant.ts';
import { noon } from '../support/agents.ts';
import { administer, onEachDatabase } from '../support/databases.ts';
import { stageOn } from '../support/open-storage.ts';
import { callerIn } from '../support/stored-agents.ts';

const entriesMax = 80;

/** An entry of one of two accounts; entries come one a second, and their clocks are off by so much. */
const entry = fc.record({
  isOurs: fc.boolean(),
  isRare: fc.integer({ min: 0, max: 9 }).map((number) => number === 0),
  off: fc.oneof(
    { weight: 20, arbitrary: fc.integer({ min: -3, max: 3 }) },
    { weight: 1, arbitrary: fc.integer({ min: -3_600, max: 3_600 }) },
  ),
  isFollowed: fc.integer({ min: 0, max: 19 }).map((number) => number === 0),
  isPruned: fc.integer({ min: 0, max: 4 }).map((number) => number === 0),
});

const second = fc.integer({ min: -5, max: entriesMax + 5 });
const range = fc.record(
  { since: second, until: second, action: fc.constantFrom('Rare', 'Frequent') },
  { requiredKeys: [] },
);

const log = fc.record({
  entries: fc.array(entry, { minLength: 1, maxLength: entriesMax }),
  isFollowed: fc.boolean(),
  ranges: fc.array(range, { minLength: 5, maxLength: 10 }),
});

const at = (seconds: number): Instant => instantPlus(noon, seconds * 1000);

onEachDatabase('the journal', (product) => {
  const stage = stageOn(product);
  const silent = { warn: () => undefined, error: (message: string) => expect.fail(message) };

  async function follow(): Promise<void> {
    const { logConnections } = stage().storage;
    await new SqlJournalOrder(logConnections).upToNow();
    const index = new TermIndex(logConnections, new SqlNumberedEntries(logConnections), silent);
    while (await index.step());
  }

  const read = <Result>(caller: Caller, work: (journal: JournalReader) => Promise<Result>) =>
    stage().storage.unitOfWork.read(caller, ({ journal }) => work(journal));

  async function backwards(caller: Caller, filter: JournalFilter): Promise<readonly number[]> {
    const positions: number[] = [];
    for (;;) {
      const before = positions.at(-1);
      const page = await read(caller, (journal) => journal.latest({ ...filter, limit: 7, before }));
      if (page.length === 0) return positions.toReversed();
      positions.push(...page.map(({ position }) => position));
    }
  }

  async function forwards(caller: Caller, filter: JournalFilter): Promise<readonly number[]> {
    const positions: number[] = [];
    for (let position = 0; ; ) {
      const page = await read(caller, (journal) => journal.after(position, 7, filter));
      positions.push(...page.entries.map((one) => one.position));
      if (page.next <= position) return positions;
      position = page.next;
    }
  }

  // Each with some ranges, from both ends.
  const runs = product.name === 'SQLite' ? 150 : 25;
  test('finds of a time what a look at each entry finds, in whatever order times are, how much of it was followed, and what went', async () => {
    await fc.assert(
      fc.asyncProperty(log, async ({ entries, isFollowed, ranges }) => {
        // What other accounts have was looked at, so that only these entries are out of their order.
        await follow();
        await administer(
          stage().url,
          'UPDATE journal_indexed SET latest_milliseconds = 0, lateness_milliseconds = 0',
        );
        const [ours, others] = [callerIn(), callerIn()];
        for (const [number, { isOurs, isRare, off, isFollowed }] of entries.entries()) {
          await stage().storage.unitOfWork.transact(isOurs ? ours : others, async (scope) =>
            scope.recordRefusal(
              { action: isRare ? 'Rare' : 'Frequent' },
              new DomainError('agentNotFound', 'x'),
              at(number + off),
            ),
          );
          if (isFollowed) await follow();
        }
        if (isFollowed) await follow();
        await new SqlJournalOrder(stage().storage.logConnections).upToNow();
        const there = (await administer(
          stage().url,
          `SELECT position FROM journal WHERE account_id IN ('${ours.accountId}', '${others.accountId}') ORDER BY position`,
        )) as readonly { position: number }[];
        const pruned = there.filter((_, index) => entries[index]?.isPruned);
        if (pruned.length > 0)
          await administer(
            stage().url,
            `DELETE FROM journal WHERE position IN (${pruned.map(({ position }) => position).join(', ')})`,
          );
        const kept = (await administer(
          stage().url,
          `SELECT position, recorded_at, action FROM journal WHERE account_id = '${ours.accountId}' ORDER BY position`,
        )) as readonly { position: number; recorded_at: Instant; action: string }[];
        for (const { since, until, action } of ranges) {
          const filter = {
            ...(since === undefined ? {} : { since: at(since) }),
            ...(until === undefined ? {} : { until: at(until) }),
            ...(action === undefined ? {} : { action }),
          };
          const wanted = kept
            .filter(
              (one) =>
                (filter.since === undefined || one.recorded_at >= filter.since) &&
                (filter.until === undefined || one.recorded_at < filter.until) &&
                (action === undefined || one.action === action),
            )
            .map(({ position }) => Number(position));
          expect(await forwards(ours, filter), JSON.stringify(filter)).toEqual(wanted);
          expect(await backwards(ours, filter), JSON.stringify(filter)).toEqual(wanted);
          const moment = filter.since ?? filter.until ?? noon;
          const later = kept.find((one) => one.recorded_at > moment)?.position;
          const behind = kept.filter(
            (one) => later === undefined || Number(one.position) < Number(later),
          ).length;
          const standing = await read(ours, (journal) => journal.past.standingAt(moment));
          expect(kept.filter(({ position }) => Number(position) <= standing)).toHaveLength(behind);
        }
      }),
      { numRuns: runs },
    );
  }, 240_000);
});
