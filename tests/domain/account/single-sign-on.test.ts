import { expect, test } from 'vitest';
import { Account } from '../../../src/domain/account/account.ts';
import { acme, later, noon } from '../../support/agents.ts';
import { refusalOf } from '../../support/refusal.ts';

const opened = () => Account.open(acme, ' Acme ', noon).state;

test('an account has no Single Sign-On at first, and says whose that is', () => {
  const refusal = refusalOf(() => opened().requireSso());
  expect(refusal.code).toBe('ssoNotSetUp');
  expect(refusal.message).toContain('"Acme"');
});

test('connecting lets agents in and is one event; again with the same issuer is none', () => {
  const change = opened().connectSso('https://acme.okta.example/', later);
  expect(change.events).toMatchObject([
    {
      type: 'SsoConnected',
      changes: [{ path: 'sso.provider' }, { path: 'sso.issuer', to: 'https://acme.okta.example' }],
    },
  ]);
  expect(() => change.state.requireSso()).not.toThrow();
  expect(change.state.connectSso('https://acme.okta.example', later).events).toEqual([]);
});

test('disconnecting keeps agents out again; doing so twice is no event', () => {
  const connected = opened().connectSso('https://acme.okta.example', noon).state;
  const change = connected.disconnectSso(later);
  expect(change.events).toMatchObject([{ type: 'SsoDisconnected' }]);
  expect(refusalOf(() => change.state.requireSso()).code).toBe('ssoNotSetUp');
  expect(change.state.disconnectSso(later).events).toEqual([]);
});

test.each([
  '',
  'acme',
  'http://acme.okta.example',
  'https://user:pw@acme.okta.example',
  'javascript:alert(1)',
])('%j is no issuer', (issuer) => {
  expect(refusalOf(() => opened().connectSso(issuer, later)).code).toBe('ssoIssuerInvalid');
});

test.each(['', '  ', 'x'.repeat(201)])('an account cannot be named %j', (name) => {
  expect(refusalOf(() => Account.open(acme, name, noon)).code).toBe('accountNameInvalid');
});
