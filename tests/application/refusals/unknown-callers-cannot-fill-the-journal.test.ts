import { expect, test } from 'vitest';
import { type Caller, type Principal, serviceAccountId } from '../../../src/application/ports/caller.ts';
import { RefusalAllowance } from '../../../src/application/refusals/refusal-allowance.ts';
import { type Instant, instantPlus } from '../../../src/domain/shared/instant.ts';
import { noon } from '../../support/agents.ts';

const callerAs = (principal: Principal): Caller => ({
  accountId: serviceAccountId,
  principal,
  source: '192.0.2.1',
  requestId: 'request',
});

function allowance() {
  const warnings: unknown[] = [];
  const bound = new RefusalAllowance({
    warn: (_message, details) => warnings.push(details),
    error: () => {},
  });
  /** @returns how many of so many refusals are recorded. */
  const refuse = (times: number, at: Instant, principal: Principal = { kind: 'anonymous' }): number =>
    Array.from({ length: times }, () => bound.mayRecord(callerAs(principal), at)).filter(Boolean).length;
  return { warnings, refuse };
}

const nextMinute = instantPlus(noon, 60_000);

test.each([
  [59, 59],
  [60, 60],
  [61, 60],
])('of %i refusals of unknown callers in a minute %i are recorded', (refusals, expected) => {
  expect(allowance().refuse(refusals, noon)).toBe(expected);
});

test('how many were not recorded is told once, when the minute is over', () => {
  const { warnings, refuse } = allowance();
  refuse(100, noon);
  expect(warnings).toEqual([]);
  expect(refuse(2, nextMinute)).toBe(2);
  expect(warnings).toEqual([{ minute: '2026-11-23T12:00', recorded: 60, notRecorded: 40 }]);
});

test('a minute within the bound warns of nothing', () => {
  const { warnings, refuse } = allowance();
  refuse(60, noon);
  refuse(1, nextMinute);
  expect(warnings).toEqual([]);
});

test('refusals of known callers are all recorded, also while those of unknown ones are not', () => {
  const { refuse } = allowance();
  refuse(70, noon);
  expect(refuse(70, noon, { kind: 'operator', name: 'ada' })).toBe(70);
});
