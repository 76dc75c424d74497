import { expect, test } from 'vitest';
import { checkConnections } from '../../../src/adapters/command-line/doctor/check-connections.ts';
import type { ListedSsoConnection } from '../../../src/application/sign-in/list-sso-connections.ts';
import { Account } from '../../../src/domain/account/account.ts';
import { samlProvider } from '../../../src/domain/sign-in/sso-provider.ts';
import { acme, noon } from '../../support/agents.ts';
import { addedConnection, certificate, metadata, providers } from '../../support/sso-connections.ts';

const { state: account } = Account.open(acme, 'Acme', noon).state;
const now = Date.parse(noon);
const day = 86_400_000;
const checksOf = (...listed: readonly ListedSsoConnection[]) => checkConnections(account, listed, now);
const ending = (days: number, metadataUrl?: string): ListedSsoConnection => {
  const certificates = [certificate('aa', new Date(now + days * day).toISOString())];
  return { connection: addedConnection(samlProvider(metadata({ certificates }), metadataUrl)).state };
};

test('connections with which nothing is wrong are passed over', () => {
  const [saml, oidc, elsewhere] = [providers.saml, providers.oidc, providers.elsewhere].map(
    (provider) => addedConnection(provider).state,
  ) as [ListedSsoConnection['connection'], never, never];
  expect(
    checksOf({ connection: saml }, { connection: oidc, secret: 'opens' }, { connection: elsewhere }),
  ).toEqual([]);
});

test('certificates that end within 30 days are told, and are wrong once they have ended', () => {
  expect(checksOf(ending(30.1))).toEqual([]);
  for (const days of [30, 14, 7, 1]) {
    expect(checksOf(ending(days))).toMatchObject([
      { name: 'sign-in', ok: true, found: expect.stringMatching(/"Okta" .* of "Acme" end on /) },
    ]);
  }
  expect(checksOf(ending(0))).toMatchObject([{ ok: false, found: expect.stringContaining('ended on') }]);
  expect(checksOf(ending(1))[0]?.mend).toMatch(/rollcall sso change .* --metadata-file FILE/);
  expect(checksOf(ending(1, 'https://acme.okta.example/metadata'))[0]?.mend).toMatch(/read within a day/);
});

test('metadata that cannot be read any more are told, with the reason', () => {
  const connection = addedConnection().state.failRefresh('It answered 503.', noon).state;
  expect(checksOf({ connection })).toMatchObject([
    { ok: true, found: expect.stringMatching(/since 2026-11-23T12.*holds\. It answered 503\.$/) },
  ]);
});

test('a secret that opens with no key is wrong, and one with an older key is told', () => {
  const connection = addedConnection(providers.oidc).state;
  expect(checksOf({ connection, secret: 'unreadable' })).toMatchObject([{ ok: false }]);
  expect(checksOf({ connection, secret: 'opensWithOlderKey' })).toMatchObject([
    { ok: true, mend: expect.stringMatching(/--client-secret-file FILE$/) },
  ]);
});
