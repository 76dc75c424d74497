import { expect, test } from 'vitest';
import { instantPlus } from '../../../../src/domain/shared/instant.ts';
import { noon } from '../../../support/agents.ts';
import { json } from '../../../support/identity-provider.ts';
import { oidcIdp } from '../../../support/oidc-idp.ts';
import {
  begun,
  callbackOf,
  openidClient,
  partiesAt,
  readOidc,
  redirectUri,
} from '../../../support/oidc-reading.ts';
import { noonSeconds, wrongOidcProvider } from '../../../support/wrong-oidc-provider.ts';

const ada = { subject: '00u1', preferredUsername: 'ada@example.com', email: 'ada@example.com' };
const answered = 'code=code-1&state=state-1';

test('a sign-in begins with a request for a code, with PKCE', async () => {
  const idp = await oidcIdp(redirectUri);
  const outcome = await openidClient().requestUrl(partiesAt(idp.issuer), begun);
  const url = new URL(outcome.kind === 'redirect' ? outcome.url : '');
  expect(url.origin + url.pathname).toBe(`${idp.issuer}/auth`);
  expect(Object.fromEntries(url.searchParams)).toEqual({
    client_id: 'rollcall',
    response_type: 'code',
    redirect_uri: redirectUri,
    scope: 'openid profile email',
    state: 'state-1',
    nonce: 'nonce-1',
    code_challenge: expect.stringMatching(/^[\w-]{43}$/),
    code_challenge_method: 'S256',
  });
});

test('whoever the provider signs in is proven', async () => {
  const idp = await oidcIdp(redirectUri, { conformIdTokenClaims: false });
  const parties = partiesAt(idp.issuer);
  const outcome = await readOidc(parties, await callbackOf(parties));
  expect(outcome).toEqual({ kind: 'proven', identity: { issuer: idp.issuer, ...ada } });
});

test('a provider that names people at its userinfo endpoint alone is asked there', async () => {
  const idp = await oidcIdp(redirectUri);
  const parties = partiesAt(idp.issuer);
  const outcome = await readOidc(parties, await callbackOf(parties));
  expect(outcome).toEqual({ kind: 'proven', identity: { issuer: idp.issuer, ...ada } });
});

test('people whom the provider gives no names have their subject', async () => {
  const idp = await oidcIdp(redirectUri);
  idp.person = { sub: '00u2' };
  const parties = partiesAt(idp.issuer);
  const outcome = await readOidc(parties, await callbackOf(parties));
  expect(outcome).toEqual({ kind: 'proven', identity: { issuer: idp.issuer, subject: '00u2' } });
});

test.each([
  ['in the form alone', { token_endpoint_auth_method: 'client_secret_post' }],
  ['in the header alone', { token_endpoint_auth_method: 'client_secret_basic' }],
  ['and signs by ES256', { id_token_signed_response_alg: 'ES256' }],
] as const)('a provider that takes the secret %s is understood', async (_, settings) => {
  const client_secret = 'another secret, of this client';
  const client = { client_id: 'other', client_secret, redirect_uris: [redirectUri], ...settings };
  const idp = await oidcIdp(redirectUri, { clients: [client] });
  const parties = partiesAt(idp.issuer, { clientId: 'other', clientSecret: client_secret });
  expect(await readOidc(parties, await callbackOf(parties))).toMatchObject({ kind: 'proven' });
});

test('an address that is not verified is one, since the provider is the company’s own', async () => {
  const idp = await oidcIdp(redirectUri);
  idp.person = { sub: '00u1', email: 'ada@example.com', email_verified: false };
  const parties = partiesAt(idp.issuer);
  const outcome = await readOidc(parties, await callbackOf(parties));
  expect(outcome).toMatchObject({ identity: { email: 'ada@example.com' } });
});

test('the session, and its end, are what the provider says', async () => {
  const idp = await wrongOidcProvider();
  const id_token = await idp.idToken({ sid: 'session-1', session_expiry: noonSeconds + 3600 });
  idp.answerTokens({ id_token });
  const outcome = await readOidc(partiesAt(idp.issuer), answered, { now: noon });
  expect(outcome).toMatchObject({
    kind: 'proven',
    identity: { sessionId: 'session-1', sessionEndsAt: instantPlus(noon, 3_600_000) },
  });
});

test('clocks may differ by a minute', async () => {
  const idp = await wrongOidcProvider();
  // The library counts in seconds of the machine, so that the very second is left out.
  for (const [claims, kind] of [
    [{ exp: noonSeconds - 58 }, 'proven'],
    [{ exp: noonSeconds - 62 }, 'refused'],
    [{ nbf: noonSeconds + 58 }, 'proven'],
    [{ nbf: noonSeconds + 62 }, 'refused'],
  ] as const) {
    idp.answerTokens({ id_token: await idp.idToken(claims) });
    const outcome = await readOidc(partiesAt(idp.issuer), answered, { now: noon });
    expect({ claims, ...outcome }).toMatchObject({ claims, kind });
  }
});

test('several audiences are taken where the client is among them and the authorized party', async () => {
  const idp = await wrongOidcProvider();
  idp.answerTokens({ id_token: await idp.idToken({ aud: ['rollcall', 'other'], azp: 'rollcall' }) });
  expect(await readOidc(partiesAt(idp.issuer), answered, { now: noon })).toMatchObject({ kind: 'proven' });
});

test('what the provider publishes is asked once in minutes, and its keys at each sign-in', async () => {
  const idp = await wrongOidcProvider();
  idp.answerTokens({ id_token: await idp.idToken() });
  const client = openidClient();
  const parties = partiesAt(idp.issuer);
  for (let times = 0; times < 2; times++) {
    await client.requestUrl(parties, begun);
    expect(await client.readCallback(parties, answered, begun, noon)).toMatchObject({ kind: 'proven' });
  }
  expect(idp.asked).toEqual([
    '/.well-known/openid-configuration',
    ...['/token', '/keys'],
    ...['/token', '/keys'],
  ]);
});

test('a provider that was not reached is asked again, and nothing waits for it before', async () => {
  const idp = await wrongOidcProvider();
  const described = idp.answers['/.well-known/openid-configuration'];
  idp.answers['/.well-known/openid-configuration'] = json({}, 503);
  const client = openidClient();
  const begin = () => client.requestUrl(partiesAt(idp.issuer), begun);
  expect(idp.asked).toEqual([]);
  expect(await begin()).toMatchObject({ kind: 'refused', refusal: { check: 'reached' } });
  idp.answers['/.well-known/openid-configuration'] = described as never;
  expect(await begin()).toMatchObject({ kind: 'redirect' });
});
