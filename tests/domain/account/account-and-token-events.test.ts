import { expect, test } from 'vitest';
import { Account } from '../../../src/domain/account/account.ts';
import { ApiToken } from '../../../src/domain/account/api-token.ts';
import { apiTokenId } from '../../../src/domain/shared/identifiers.ts';
import { acme, later, noon } from '../../support/agents.ts';
import { secretOf } from '../../support/kept-secrets.ts';

const open = () => Account.open(acme, ' Acme ', noon);
const target = { type: 'account', id: acme, name: 'Acme' };

test('an account is opened by one event with its name, and is restored as it was stored', () => {
  const { state: opened, events } = open();
  expect(events).toEqual([
    { type: 'AccountOpened', accountId: acme, at: noon, target, changes: [{ path: 'name', to: 'Acme' }] },
  ]);
  expect(opened.state).toMatchObject({ groupsOverScim: true, acceptsUndeclared: true, version: 1 });
  expect(Account.restore(opened.state)).toEqual(opened);
});

test('it takes undeclared attributes at first; refusing and taking them is one event each', () => {
  const opened = open().state;
  expect(opened.state.acceptsUndeclared).toBe(true);
  const refusing = opened.acceptUndeclaredAttributes(false, later);
  expect(refusing.events).toMatchObject([
    {
      ...{ type: 'UndeclaredAttributesRefused', target },
      changes: [{ path: 'acceptsUndeclared', from: true, to: false }],
    },
  ]);
  expect(refusing.state.state).toMatchObject({ acceptsUndeclared: false, version: 2 });
  const taking = refusing.state.acceptUndeclaredAttributes(true, later);
  expect(taking.events).toMatchObject([{ type: 'UndeclaredAttributesAccepted' }]);
});

test('refusing or taking them twice changes nothing', () => {
  const opened = open().state;
  expect(opened.acceptUndeclaredAttributes(true, later)).toEqual({
    before: opened,
    state: opened,
    events: [],
  });
});

test('a token is issued by one event, works for good where it does not expire, and says when it was revoked', () => {
  const request = { name: 'Okta', expiresInDays: null };
  const { state: token, events: issued } = ApiToken.issue(
    apiTokenId('t'),
    acme,
    secretOf('hash'),
    request,
    noon,
  );
  expect(issued).toMatchObject([
    {
      type: 'ApiTokenIssued',
      target: { type: 'token', id: 't', name: 'Okta' },
      changes: [{ path: 'name' }, { path: 'scopes' }],
    },
  ]);
  expect(() => token.requireUsable(later)).not.toThrow();
  expect(ApiToken.restore(token.state)).toEqual(token);
  expect(() => token.revoke(noon).state.requireUsable(later)).toThrow(
    `The API token "Okta" was revoked on ${noon}.`,
  );
});
