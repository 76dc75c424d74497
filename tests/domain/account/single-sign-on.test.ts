import { expect, test } from 'vitest';
import { Account } from '../../../src/domain/account/account.ts';
import { acme, noon } from '../../support/agents.ts';
import { refusalOf } from '../../support/refusal.ts';

const opened = () => Account.open(acme, ' Acme ', noon).state;

test('an account has no Single Sign-On at first, and says whose that is', () => {
  const refusal = refusalOf(() => opened().requireSso());
  expect(refusal.code).toBe('ssoNotSetUp');
  expect(refusal.message).toContain('"Acme"');
});

test('an account with a connection has Single Sign-On, and keeps it whatever else changes', () => {
  const ssoIssuers = ['https://acme.okta.example'];
  const connected = Account.restore({ ...opened().state, ssoIssuers });
  expect(() => connected.requireSso()).not.toThrow();
  expect(connected.rename('Globex', noon).state.hasSso).toBe(true);
});

test.each(['', '  ', 'x'.repeat(201)])('an account cannot be named %j', (name) => {
  expect(refusalOf(() => Account.open(acme, name, noon)).code).toBe('accountNameInvalid');
});
