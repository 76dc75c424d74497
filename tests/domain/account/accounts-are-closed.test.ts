import { expect, test } from 'vitest';
import { Account } from '../../../src/domain/account/account.ts';
import { acme, later, noon } from '../../support/agents.ts';
import { refusalOf } from '../../support/refusal.ts';

const account = Account.open(acme, 'Acme', noon).state;

test('an account is closed by one event, and says since when', () => {
  const { state: closed, events } = account.close(later);
  expect(events).toMatchObject([{ type: 'AccountClosed', changes: [{ path: 'closedAt', to: later }] }]);
  expect(closed.state).toMatchObject({ closedAt: later, version: 2, lastModifiedAt: later });
  const refusal = refusalOf(() => closed.requireOpen());
  expect([refusal.code, refusal.message]).toEqual([
    'accountClosed',
    `The account "Acme" was closed on ${later}.`,
  ]);
});

test('an account is reopened by one event, and has all that it had', () => {
  const closed = account.close(later).state;
  const { state: reopened, events } = closed.reopen(later);
  expect(events).toMatchObject([{ type: 'AccountReopened', changes: [{ path: 'closedAt', from: later }] }]);
  expect(() => reopened.requireOpen()).not.toThrow();
  expect({ ...reopened.state, version: 1, lastModifiedAt: noon }).toEqual(account.state);
});

test('closing what is closed and opening what is open changes nothing', () => {
  const closed = account.close(noon).state;
  expect(closed.close(later)).toEqual({ before: closed, state: closed, events: [] });
  expect(account.reopen(later)).toEqual({ before: account, state: account, events: [] });
});

test('an account is renamed by one event with both names, and to the name that it has by none', () => {
  const { state, events } = account.rename(' Globex ', later);
  expect(state.state.name).toBe('Globex');
  expect(events).toMatchObject([
    {
      ...{ type: 'AccountRenamed', target: { type: 'account', id: acme, name: 'Globex' } },
      changes: [{ path: 'name', from: 'Acme', to: 'Globex' }],
    },
  ]);
  expect(account.rename(' Acme ', later).events).toEqual([]);
  expect(refusalOf(() => account.rename(' ', later)).code).toBe('accountNameInvalid');
});
