import { expect, test } from 'vitest';
import { connectionAddresses } from '../../../src/domain/sign-in/connection-addresses.ts';
import { addedConnection, providers } from '../../support/sso-connections.ts';

test('what to type into the identity provider follows from the public address and the id', () => {
  const { state: saml } = addedConnection(providers.saml).state;
  const base = `https://rollcall.example.com/base/sign-in/${saml.id}`;
  expect(connectionAddresses(saml, 'https://rollcall.example.com/base/')).toEqual({
    kind: 'saml',
    acsUrl: `${base}/saml/acs`,
    audience: `${base}/saml`,
  });
  const { state: oidc } = addedConnection(providers.oidc).state;
  expect(connectionAddresses(oidc, 'https://rollcall.example.com')).toEqual({
    kind: 'oidc',
    redirectUri: `https://rollcall.example.com/sign-in/${oidc.id}/oidc/callback`,
  });
  const { state: elsewhere } = addedConnection(providers.elsewhere).state;
  expect(connectionAddresses(elsewhere, 'https://rollcall.example.com')).toBeUndefined();
});

test('the addresses are written as browsers write them, since providers compare them letter by letter', () => {
  const { state } = addedConnection(providers.oidc).state;
  const redirectUri = `https://rollcall.example.com/Base/sign-in/${state.id}/oidc/callback`;
  for (const publicUrl of ['HTTPS://Rollcall.Example.com:443/Base', 'https://rollcall.example.com/Base//'])
    expect(connectionAddresses(state, publicUrl)).toEqual({ kind: 'oidc', redirectUri });
});
