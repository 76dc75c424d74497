import { expect, test } from 'vitest';
import { noon } from '../../../support/agents.ts';
import { oidcIdp, oidcSecret } from '../../../support/oidc-idp.ts';
import {
  begun,
  callbackOf,
  expectRefused,
  openidClient,
  partiesAt,
  readOidc,
  redirectUri,
} from '../../../support/oidc-reading.ts';

const other = { client_id: 'other', client_secret: 'another secret', redirect_uris: [redirectUri] };

/** What the provider sent the browser back with, and how it is read. */
async function signedIn(configuration: Parameters<typeof oidcIdp>[1] = {}, clientId?: string) {
  const idp = await oidcIdp(redirectUri, { clients: [other], ...configuration });
  const parties = partiesAt(idp.issuer, clientId === undefined ? {} : { clientId });
  const query = new URLSearchParams(await callbackOf(parties));
  const code = query.get('code') ?? '';
  const with_ = (name: string, value?: string) => {
    const changed = new URLSearchParams(query);
    if (value === undefined) changed.delete(name);
    else changed.set(name, value);
    return String(changed);
  };
  return { idp, parties, query: String(query), code, with: with_ };
}

test.each([
  ['another state', 'state-2', 'another one'],
  ['no state', undefined, 'none'],
])('%s is refused before anybody is asked', async (_, state, received) => {
  const { parties, code, ...answer } = await signedIn();
  expectRefused(await readOidc(parties, answer.with('state', state)), 'state', received, code);
  const unknown = partiesAt('http://127.0.0.1:1');
  expectRefused(await readOidc(unknown, answer.with('state', state)), 'state', received, code);
});

test.each([
  ['of another provider', 'https://other.example', /^https:\/\/other\.example$/],
  ['of nobody', undefined, /^none$/],
])('an answer %s is refused, whichever code it has', async (_, iss, received) => {
  const { parties, code, ...answer } = await signedIn();
  expectRefused(await readOidc(parties, answer.with('iss', iss)), 'issuer', received, code);
});

test('somebody whom the provider lets in nowhere is told so in its words', async () => {
  const idp = await oidcIdp(redirectUri);
  idp.person = undefined;
  const parties = partiesAt(idp.issuer);
  const outcome = await readOidc(parties, await callbackOf(parties));
  expectRefused(outcome, 'consent', /^access_denied: User is not assigned to the client application\.$/);
});

test('a request without PKCE gets no code of a provider that asks for it', async () => {
  const idp = await oidcIdp(redirectUri);
  const parties = partiesAt(idp.issuer);
  const begin = await openidClient().requestUrl(parties, begun);
  const url = new URL(begin.kind === 'redirect' ? begin.url : '');
  url.searchParams.delete('code_challenge');
  url.searchParams.delete('code_challenge_method');
  const back = await fetch(url, { redirect: 'manual' });
  const { search } = new URL(back.headers.get('location') ?? '');
  expectRefused(await readOidc(parties, search.slice(1)), 'consent', /^invalid_request: .*PKCE/);
});

test('a code counts once', async () => {
  const { parties, query, code } = await signedIn();
  expect(await readOidc(parties, query)).toMatchObject({ kind: 'proven' });
  expectRefused(await readOidc(parties, query), 'code', /^invalid_grant/, code);
});

test('a code of another sign-in is refused, by its verifier', async () => {
  const { parties, query, code } = await signedIn();
  const request = { ...begun, codeVerifier: 'x'.repeat(43) };
  expectRefused(await readOidc(parties, query, { request }), 'code', /^invalid_grant/, code);
});

test('a code of another client is refused', async () => {
  const { idp, query, code } = await signedIn({}, 'other');
  expectRefused(await readOidc(partiesAt(idp.issuer), query), 'code', /^invalid_grant/, code);
});

test('a client with a wrong secret is refused', async () => {
  const { idp, query, code } = await signedIn();
  const parties = partiesAt(idp.issuer, { clientSecret: 'a wrong secret' });
  const outcome = await readOidc(parties, query);
  expectRefused(outcome, 'client', /^invalid_client/, code);
  expect(JSON.stringify(outcome)).not.toContain('a wrong secret');
  expect(outcome).toMatchObject({
    refusal: { expected: `the client rollcall, with the secret that was set on ${noon}` },
  });
});

test('the ID token of another sign-in is refused, by its nonce', async () => {
  const { parties, query, code } = await signedIn();
  const request = { ...begun, nonce: 'nonce-2' };
  expectRefused(await readOidc(parties, query, { request }), 'nonce', 'another one', code);
});

test('an ID token that is signed with the client secret is refused', async () => {
  const settings = { ...other, client_id: 'hmac', id_token_signed_response_alg: 'HS256' } as const;
  const idp = await oidcIdp(redirectUri, {
    clients: [{ ...settings, client_secret: oidcSecret }],
    enabledJWA: { idTokenSigningAlgValues: ['RS256', 'HS256'] },
  });
  const parties = partiesAt(idp.issuer, { clientId: 'hmac' });
  expectRefused(await readOidc(parties, await callbackOf(parties)), 'algorithm', 'HS256');
});
