import { expect, test } from 'vitest';
import type { Principal } from '../../src/application/ports/caller.ts';
import { serviceAccountId } from '../../src/application/ports/caller.ts';
import type { JournalEntry } from '../../src/application/ports/journal.ts';
import { BoundedRefusalJournal } from '../../src/application/support/bounded-refusal-journal.ts';
import { type Instant, instantPlus } from '../../src/domain/shared/instant.ts';
import { noon } from '../support/agents.ts';

const refusalAt = (at: Instant, principal: Principal = { kind: 'anonymous' }): JournalEntry => ({
  at,
  accountId: serviceAccountId,
  principal,
  source: '192.0.2.1',
  requestId: 'request',
  action: 'AuthenticateToken',
  changes: [],
  refusal: { code: 'tokenUnknown', message: 'The API token is not valid.' },
});

function boundedJournal() {
  const recorded: JournalEntry[] = [];
  const warnings: unknown[] = [];
  const journal = new BoundedRefusalJournal(
    { record: async (entries) => void recorded.push(...entries) },
    { warn: (_message, details) => warnings.push(details), error: () => {} },
  );
  const record = async (times: number, at: Instant, principal?: Principal) => {
    for (let time = 0; time < times; time += 1) await journal.record([refusalAt(at, principal)]);
  };
  return { recorded, warnings, record };
}

const nextMinute = instantPlus(noon, 60_000);

test.each([
  [59, 59],
  [60, 60],
  [61, 60],
])('of %i refusals of unknown callers in a minute %i are recorded', async (refusals, expected) => {
  const { recorded, record } = boundedJournal();
  await record(refusals, noon);
  expect(recorded).toHaveLength(expected);
});

test('how many were not recorded is told once, when the minute is over', async () => {
  const { recorded, warnings, record } = boundedJournal();
  await record(100, noon);
  expect(warnings).toEqual([]);
  await record(2, nextMinute);
  expect(warnings).toEqual([{ minute: '2026-11-23T12:00', recorded: 60, notRecorded: 40 }]);
  expect(recorded).toHaveLength(62);
});

test('a minute within the bound warns of nothing', async () => {
  const { warnings, record } = boundedJournal();
  await record(60, noon);
  await record(1, nextMinute);
  expect(warnings).toEqual([]);
});

test('refusals of known callers are all recorded, also while those of unknown ones are not', async () => {
  const { recorded, record } = boundedJournal();
  await record(70, noon);
  await record(70, noon, { kind: 'operator', name: 'ada' });
  expect(recorded.filter((entry) => entry.principal.kind === 'operator')).toHaveLength(70);
});
