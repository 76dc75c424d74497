import { expect, test } from 'vitest';
import { type Caller, type Principal, serviceAccountId } from '../../../src/application/ports/caller.ts';
import { RefusalAllowance } from '../../../src/application/refusals/refusal-allowance.ts';
import { DomainError } from '../../../src/domain/shared/domain-error.ts';
import { type AccountId, accountId, apiTokenId } from '../../../src/domain/shared/identifiers.ts';
import { type Instant, instantPlus } from '../../../src/domain/shared/instant.ts';
import { noon } from '../../support/agents.ts';

const acme = accountId('11111111-1111-7111-8111-111111111111');
const globex = accountId('22222222-2222-7222-8222-222222222222');
const tokenOf = (name: string): Principal => ({ kind: 'token', id: apiTokenId(name), name });

interface Refusing {
  readonly at?: Instant;
  readonly account?: AccountId;
  readonly principal?: Principal;
  /** The token that somebody who is not known presents a wrong secret of. */
  readonly named?: string;
}

const plain = new DomainError('agentNotFound', 'No.');

function allowance() {
  const bound = new RefusalAllowance();
  /**
   * @returns of so many refused attempts, each of which is run twice, the numbers of those that are recorded, and what is
   * told with them, if anything.
   */
  return (times: number, { at = noon, account = serviceAccountId, principal, named }: Refusing = {}) => {
    const caller: Caller = {
      accountId: account,
      principal: principal ?? { kind: 'anonymous' },
      source: '192.0.2.1',
      requestId: 'request',
    };
    const recorded: number[] = [];
    const told: Record<number, number> = {};
    for (let number = 1; number <= times; number++) {
      const attempt = { action: 'Any', target: { type: 'token', id: named } as const };
      const refusal = bound.recordable(caller, attempt, plain, at);
      expect(bound.recordable(caller, attempt, plain, at)).toEqual(refusal);
      if (refusal === undefined) continue;
      recorded.push(number);
      if (refusal !== plain) told[number] = Number(/\d+/.exec(refusal.message)?.[0]);
    }
    return { count: recorded.length, last: recorded.at(-1), told };
  };
}

const nextMinute = instantPlus(noon, 60_000);

test.each([
  [59, 59],
  [60, 60],
  [61, 60],
  [119, 60],
  [120, 61],
])('of %i refusals of unknown callers in a minute %i are recorded', (refusals, expected) => {
  expect(allowance()(refusals).count).toBe(expected);
});

test.each([
  [599, 599],
  [600, 600],
  [601, 600],
  [1200, 601],
])('of %i refusals of one token in a minute %i are recorded', (refusals, expected) => {
  expect(allowance()(refusals, { account: acme, principal: tokenOf('a') }).count).toBe(expected);
});

test('each one that makes twice as many is recorded, with how many were not', () => {
  expect(allowance()(1000)).toEqual({
    count: 64,
    last: 960,
    told: { 120: 59, 240: 119, 480: 239, 960: 479 },
  });
});

test('the first one of another minute tells how many were not recorded since', () => {
  const refuse = allowance();
  refuse(100);
  expect(refuse(61, { at: nextMinute })).toEqual({ count: 60, last: 60, told: { 1: 40 } });
  expect(refuse(1, { at: instantPlus(noon, 3_600_000) })).toMatchObject({ told: { 1: 1 } });
});

test('nothing is told where nothing was passed over', () => {
  const refuse = allowance();
  refuse(60);
  expect(refuse(1, { at: nextMinute }).told).toEqual({});
});

test('nobody hides the refusals of others', () => {
  const refuse = allowance();
  refuse(1000);
  refuse(1000, { account: acme, named: 'a' });
  refuse(1000, { account: acme, principal: tokenOf('a') });
  for (const others of [
    { account: acme, named: 'b' },
    { account: globex, named: 'c' },
    { account: acme, principal: tokenOf('b') },
    { account: globex, principal: tokenOf('c') },
  ]) {
    expect(refuse(60, others)).toMatchObject({ count: 60, told: {} });
  }
});

test('whoever names no token is counted together, whatever the attempt is about', () => {
  const refuse = allowance();
  refuse(60, { named: 'a' });
  expect(refuse(1, { named: 'b' }).count).toBe(0);
});

test.each<Principal>([
  { kind: 'operator', name: 'ada' },
  { kind: 'service', name: 'payroll' },
])('refusals of whoever is inside are all recorded: $kind', (principal) => {
  expect(allowance()(2000, { account: acme, principal }).count).toBe(2000);
});
