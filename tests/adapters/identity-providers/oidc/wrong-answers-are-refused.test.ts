import { type CryptoKey, exportJWK, generateKeyPair, generateSecret } from 'jose';
import { describe, expect, test } from 'vitest';
import type { OidcOutcome } from '../../../../src/application/ports/oidc-sign-in.ts';
import { oidcChecks } from '../../../../src/domain/sign-in/oidc-checks.ts';
import { noon } from '../../../support/agents.ts';
import { answering, json, webServer } from '../../../support/identity-provider.ts';
import { oidcIdp, oidcSecret } from '../../../support/oidc-idp.ts';
import {
  begun,
  callbackOf,
  openidClient,
  partiesAt,
  readOidc,
  redirectUri,
} from '../../../support/oidc-reading.ts';
import { noonSeconds, wrongOidcProvider } from '../../../support/wrong-oidc-provider.ts';

const answered = 'code=code-1&state=state-1';

/** A refusal by that check, which holds nothing by which somebody could sign in. */
function expectRefused(outcome: OidcOutcome, check: string, received: string | RegExp, code = 'code-1') {
  expect(outcome).toMatchObject({
    kind: 'refused',
    refusal: {
      check,
      expected: expect.stringMatching(/./),
      received: expect.stringMatching(received),
      remedy: expect.stringMatching(/\.$/),
    },
  });
  const told = JSON.stringify(outcome);
  for (const secret of [oidcSecret, code, begun.codeVerifier, begun.state, begun.nonce, 'eyJ'])
    expect(told).not.toContain(secret);
  refusedChecks.add(check);
}

const refusedChecks = new Set<string>();

describe('of a real provider', () => {
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
});

describe('of a browser', () => {
  test.each([
    ['a code twice', `${answered}&code=code-2`, 'callback', 'more than once'],
    ['a state twice', `${answered}&state=state-1`, 'callback', 'more than once'],
    ['more than there can be', `${answered}&x=${'x'.repeat(16_384)}`, 'callback', '16412'],
    ['nothing', '', 'state', 'none'],
    ['no code', 'state=state-1', 'code', 'none'],
    ['an empty code', 'state=state-1&code=', 'code', 'none'],
    ['an ID token in place of a code', 'state=state-1&id_token=eyJ', 'code', 'none'],
    [
      'an error that repeats secrets',
      `state=state-1&error=x&error_description=${begun.codeVerifier}%00${oidcSecret.replace('%', '%25').replace('+', '%2B')}`,
      'consent',
      /^x: … …$/,
    ],
  ])('%s is refused', async (_, query, check, received) => {
    const idp = await wrongOidcProvider();
    idp.answerTokens({ id_token: await idp.idToken() });
    expectRefused(await readOidc(partiesAt(idp.issuer), query, { now: noon }), check, received);
    expect(idp.asked).not.toContain('/token');
  });
});

type Provider = Awaited<ReturnType<typeof wrongOidcProvider>>;

/** How the provider goes wrong, once it has everything right. */
async function readFrom(goWrong: (idp: Provider) => unknown): Promise<OidcOutcome> {
  const idp = await wrongOidcProvider();
  idp.answerTokens({ id_token: await idp.idToken() });
  await goWrong(idp);
  return readOidc(partiesAt(idp.issuer), answered, { now: noon });
}

const rs256 = await generateKeyPair('RS256');
const published = { ...(await exportJWK(rs256.publicKey)), kid: 'one' };
const hmac = (await generateSecret('HS256', { extractable: true })) as CryptoKey;

describe('of a provider that goes wrong', () => {
  const unsigned = (token: string): string => {
    const header = Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url');
    return `${header}.${token.split('.')[1]}.`;
  };
  const described = (fields: object) => (idp: Provider) => {
    idp.metadata = { ...idp.metadata, ...fields };
  };

  test.each<[string, string, RegExp, (idp: Provider) => unknown]>([
    ['another issuer', 'metadata', /names another issuer/, described({ issuer: 'https://other.example' })],
    ['no address for tokens', 'metadata', /publishes no "token_endpoint"/, described({ token_endpoint: 1 })],
    [
      'a script as address',
      'metadata',
      /"authorization_endpoint"/,
      described({ authorization_endpoint: 'javascript:x' }),
    ],
    ['keys over http', 'metadata', /"jwks_uri"/, described({ jwks_uri: 'http://keys.example/' })],
    [
      'no way to send a secret',
      'client',
      /^private_key_jwt$/,
      described({ token_endpoint_auth_methods_supported: ['private_key_jwt'] }),
    ],
    [
      'no name in its answer though it says so',
      'issuer',
      /^none$/,
      described({ authorization_response_iss_parameter_supported: true }),
    ],
  ])('a description with %s is refused', async (_, check, received, goWrong) => {
    expectRefused(await readFrom(goWrong), check, received);
  });

  test.each<[string, string, RegExp, (idp: Provider) => Promise<string>]>([
    ['for another client', 'audience', /^aud other$/, (idp) => idp.idToken({ aud: 'other' })],
    [
      'for several, without azp',
      'audience',
      /^aud \["rollcall","other"\]$/,
      (idp) => idp.idToken({ aud: ['rollcall', 'other'] }),
    ],
    [
      'for several, by another',
      'audience',
      /^azp other$/,
      (idp) => idp.idToken({ aud: ['rollcall', 'other'], azp: 'other' }),
    ],
    ['for this one, by another', 'audience', /^azp "other"$/, (idp) => idp.idToken({ azp: 'other' })],
    [
      'of another issuer',
      'issuer',
      /^https:\/\/other\.example$/,
      (idp) => idp.idToken({ iss: 'https://other.example' }),
    ],
    [
      'that is over',
      'time',
      /^exp 2026-11-23T11:00:00\.000Z$/,
      (idp) => idp.idToken({ exp: noonSeconds - 3600 }),
    ],
    ['that was over before time began', 'time', /^exp -1$/, (idp) => idp.idToken({ exp: -1 })],
    [
      'that does not count yet',
      'time',
      /^nbf 2026-11-23T13:00:00\.000Z$/,
      (idp) => idp.idToken({ nbf: noonSeconds + 3600 }),
    ],
    ['of another sign-in', 'nonce', /^another one$/, (idp) => idp.idToken({ nonce: 'x' })],
    ['of no sign-in', 'idToken', /"nonce".*missing/, (idp) => idp.idToken({ nonce: undefined })],
    ['without subject', 'idToken', /"sub".*missing/, (idp) => idp.idToken({ sub: undefined })],
    ['whose subject is no text', 'idToken', /"sub".*type/, (idp) => idp.idToken({ sub: 5 as never })],
    ['whose subject is empty', 'subject', /^one of 0$/, (idp) => idp.idToken({ sub: '' })],
    ['whose subject is too long', 'subject', /^one of 256$/, (idp) => idp.idToken({ sub: 'x'.repeat(256) })],
    ['without end', 'idToken', /"exp".*missing/, (idp) => idp.idToken({ exp: undefined })],
    ['by another key', 'signature', /^another one$/, (idp) => idp.idToken({}, {}, rs256.privateKey)],
    [
      'by a key that is not published',
      'signature',
      /^the key two for RS256$/,
      (idp) => idp.idToken({}, { kid: 'two' }),
    ],
    ['by nobody', 'algorithm', /^none$/, async (idp) => unsigned(await idp.idToken())],
    ['by a secret', 'algorithm', /^HS256$/, (idp) => idp.idToken({}, { alg: 'HS256' }, hmac)],
    [
      'by the client secret',
      'algorithm',
      /^HS256$/,
      (idp) => idp.idToken({}, { alg: 'HS256' }, new TextEncoder().encode(oidcSecret)),
    ],
    [
      'by another algorithm than it lists',
      'algorithm',
      /^PS256$/,
      async (idp) => {
        const { privateKey } = await generateKeyPair('PS256');
        return idp.idToken({}, { alg: 'PS256' }, privateKey);
      },
    ],
    [
      'that has to be understood otherwise',
      'algorithm',
      /crit/,
      (idp) => idp.idToken({}, { crit: ['b64'], b64: true }),
    ],
    [
      'whose signature is no base64',
      'tokens',
      /cannot be read/,
      async (idp) => (await idp.idToken()).replace(/[^.]+$/, '***'),
    ],
    ['that is encrypted', 'algorithm', /JWE/, async (idp) => `${await idp.idToken()}.a.b`],
    ['that is none', 'idToken', /Invalid JWT/, async () => 'x'],
    [
      'whose session is over',
      'session',
      /^session_expiry 2026-11-23T12:00:00\.000Z$/,
      (idp) => idp.idToken({ session_expiry: noonSeconds }),
    ],
    [
      'whose session ends at no time',
      'session',
      /^session_expiry "soon"$/,
      (idp) => idp.idToken({ session_expiry: 'soon' }),
    ],
  ])('an ID token %s is refused', async (_, check, received, made) => {
    const outcome = await readFrom(async (idp) => idp.answerTokens({ id_token: await made(idp) }));
    expectRefused(outcome, check, received);
  });

  test('also where its metadata list them, secrets and nobody sign no ID token', async () => {
    const listing = { id_token_signing_alg_values_supported: ['none', 'HS256'] };
    for (const alg of ['none', 'HS256']) {
      const outcome = await readFrom(async (idp) => {
        idp.metadata = { ...idp.metadata, ...listing };
        const token = await idp.idToken({}, { alg: 'HS256' }, new TextEncoder().encode(oidcSecret));
        idp.answerTokens({ id_token: alg === 'none' ? unsigned(token) : token });
      });
      expectRefused(outcome, 'algorithm', alg);
    }
  });

  test.each<[string, string, RegExp, (idp: Provider) => unknown]>([
    ['no ID token', 'idToken', /"id_token" property/, (idp) => idp.answerTokens({})],
    [
      'no access token',
      'idToken',
      /"access_token" property/,
      (idp) => {
        idp.answers['/token'] = json({});
      },
    ],
    [
      'a list',
      'idToken',
      /top level object/,
      (idp) => {
        idp.answers['/token'] = json([]);
      },
    ],
    [
      'a page',
      'tokens',
      /^200, as text\/html$/,
      (idp) => {
        idp.answers['/token'] = answering('<p>', 'text/html');
      },
    ],
    [
      'a page that refuses',
      'tokens',
      /^401, as text\/html$/,
      (idp) => {
        idp.answers['/token'] = answering('<p>', 'text/html', 401);
      },
    ],
    [
      'a word about itself',
      'code',
      /^temporarily_unavailable$/,
      (idp) => {
        idp.answers['/token'] = json({ error: 'temporarily_unavailable' }, 400);
      },
    ],
    [
      'what it was asked with',
      'code',
      /^invalid_grant: the code … of … with …$/,
      (idp) => {
        const error_description = `the code code-1 of ${oidcSecret} with ${begun.codeVerifier}`;
        idp.answers['/token'] = json({ error: 'invalid_grant', error_description }, 400);
      },
    ],
    [
      'an error',
      'reached',
      /\/token answered with 503\.$/,
      (idp) => {
        idp.answers['/token'] = json({}, 503);
      },
    ],
    [
      'nothing, for ever',
      'reached',
      /\/token did not answer within 1 seconds\.$/,
      (idp) => {
        idp.answers['/token'] = () => undefined;
      },
    ],
    [
      'a megabyte',
      'reached',
      /\/token answered with more than 100000 bytes\.$/,
      (idp) => {
        idp.answerTokens({ x: ' '.repeat(1_048_576) });
      },
    ],
    [
      'keys of nobody',
      'idToken',
      /"keys"/,
      (idp) => {
        idp.answers['/keys'] = json({});
      },
    ],
    [
      'keys that are none',
      'tokens',
      /cannot be read/,
      (idp) => {
        idp.answers['/keys'] = json({ keys: [{ ...published, key_ops: 1 }] });
      },
    ],
    [
      'no keys',
      'reached',
      /\/keys answered with 404\.$/,
      (idp) => {
        delete idp.answers['/keys'];
      },
    ],
    [
      'a megabyte of keys',
      'reached',
      /\/keys answered with more than/,
      (idp) => {
        idp.answers['/keys'] = answering(' '.repeat(1_048_576));
      },
    ],
  ])('a provider that answers with %s is refused', async (_, check, received, goWrong) => {
    expectRefused(await readFrom(goWrong), check, received);
  });

  test.each(['/.well-known/openid-configuration', '/token', '/keys', '/userinfo'])(
    'it redirects nobody from %s elsewhere',
    async (path) => {
      const elsewhere = await webServer(json({}));
      const outcome = await readFrom(async (idp) => {
        idp.answerTokens({ id_token: await idp.idToken({ email: undefined }) });
        idp.answers[path] = (_, response) => response.writeHead(307, { location: elsewhere.url }).end();
      });
      const check = path === '/userinfo' ? 'userInfo' : 'reached';
      expectRefused(outcome, check, new RegExp(`${path} answered with 307`));
      expect(elsewhere.requests).toBe(0);
    },
  );

  test('what it tells of another subject names nobody', async () => {
    const outcome = await readFrom(async (idp) => {
      idp.answerTokens({ id_token: await idp.idToken({ email: undefined }) });
      idp.answers['/userinfo'] = json({ sub: '00u2', email: 'eve@example.com' });
    });
    expectRefused(outcome, 'userInfo', /unexpected.*"sub"/);
  });

  test('a secret that cannot be decrypted signs nobody in', async () => {
    const idp = await wrongOidcProvider();
    const { provider, ...parties } = partiesAt(idp.issuer);
    const clientSecret = provider.clientSecret.slice(0, -4) as typeof provider.clientSecret;
    const changed = { ...parties, provider: { ...provider, clientSecret } };
    expectRefused(await readOidc(changed, answered, { now: noon }), 'client', /^The secret was changed/);
  });
});

test('each check refuses something here', () => {
  expect(oidcChecks.filter((check) => !refusedChecks.has(check))).toEqual([]);
});
