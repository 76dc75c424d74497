import { type CryptoKey, generateKeyPair, generateSecret } from 'jose';
import { describe, expect, test } from 'vitest';
import type { OidcOutcome } from '../../../../src/application/ports/oidc-sign-in.ts';
import { type OidcCheck, oidcChecks } from '../../../../src/domain/sign-in/oidc-checks.ts';
import { noon } from '../../../support/agents.ts';
import { type Answer, answering, json, webServer } from '../../../support/identity-provider.ts';
import { oidcSecret } from '../../../support/oidc-idp.ts';
import {
  answered,
  begun,
  expectRefused,
  partiesAt,
  readOidc,
  refusedChecks,
} from '../../../support/oidc-reading.ts';
import { noonSeconds, wrongOidcProvider } from '../../../support/wrong-oidc-provider.ts';

describe('what a browser brings', () => {
  test.each<[string, string, OidcCheck, string | RegExp]>([
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
const hmac = (await generateSecret('HS256', { extractable: true })) as CryptoKey;

describe('of a provider that goes wrong', () => {
  const unsigned = (token: string): string => {
    const header = Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url');
    return `${header}.${token.split('.')[1]}.`;
  };
  const described = (fields: object) => (idp: Provider) => {
    idp.metadata = { ...idp.metadata, ...fields };
  };

  test.each<[string, OidcCheck, RegExp, (idp: Provider) => unknown]>([
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

  test.each<[string, OidcCheck, RegExp, (idp: Provider) => Promise<string>]>([
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
    ['that repeats a secret', 'issuer', /^…$/, (idp) => idp.idToken({ iss: oidcSecret })],
    ['that is no JSON', 'tokens', /parse JWT Header/, async () => 'x.y.z'],
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

  const bearer = { access_token: 'access-1', token_type: 'Bearer' };
  const repeated = `the code code-1 of ${oidcSecret} with ${begun.codeVerifier}`;

  test.each<[string, OidcCheck, RegExp, string, Answer]>([
    ['no ID token', 'tokens', /"id_token" property/, '/token', json(bearer)],
    ['no access token', 'tokens', /"access_token" property/, '/token', json({})],
    ['a list', 'tokens', /top level object/, '/token', json([])],
    ['no JSON', 'tokens', /failed to parse/, '/token', answering('x', 'application/json')],
    ['a page', 'tokens', /^200, as text\/html$/, '/token', answering('<p>', 'text/html')],
    ['a page that refuses', 'tokens', /^401, as text\/html$/, '/token', answering('<p>', 'text/html', 401)],
    ['no media type', 'tokens', /^200, as nothing$/, '/token', (_, response) => response.end('x')],
    [
      'a word of its own',
      'code',
      /^temporarily_unavailable$/,
      '/token',
      json({ error: 'temporarily_unavailable' }, 400),
    ],
    [
      'what it was asked with',
      'code',
      /^x: the code … of … with …$/,
      '/token',
      json({ error: 'x', error_description: repeated }, 400),
    ],
    ['an error', 'reached', /\/token answered with 503\.$/, '/token', json({}, 503)],
    ['nothing, for ever', 'reached', /\/token did not answer within 1 seconds\.$/, '/token', () => undefined],
    [
      'a megabyte',
      'reached',
      /\/token answered with more than 100000 bytes\.$/,
      '/token',
      json({ ...bearer, x: ' '.repeat(1_048_576) }),
    ],
    ['no set of keys', 'tokens', /"keys"/, '/keys', json({})],
    [
      'keys that are none',
      'tokens',
      /cannot be read/,
      '/keys',
      json({ keys: [{ kty: 'RSA', kid: 'one', key_ops: 1 }] }),
    ],
    ['no keys', 'reached', /\/keys answered with 404\.$/, '/keys', json({}, 404)],
    [
      'a megabyte of keys',
      'reached',
      /\/keys answered with more than/,
      '/keys',
      answering(' '.repeat(1_048_576)),
    ],
    [
      'another subject of its userinfo',
      'userInfo',
      /unexpected.*"sub"/,
      '/userinfo',
      json({ sub: '00u2', email: 'eve@example.com' }),
    ],
  ])('a provider that answers with %s is refused', async (_, check, received, path, answer) => {
    const outcome = await readFrom(async (idp) => {
      idp.answerTokens({ id_token: await idp.idToken({ email: undefined }) });
      idp.answers[path] = answer;
    });
    expectRefused(outcome, check, received);
  });

  test('tokens of a type that is not understood are refused', async () => {
    const outcome = await readFrom(async (idp) =>
      idp.answerTokens({ id_token: await idp.idToken(), token_type: 'mac' }),
    );
    expectRefused(outcome, 'tokens', /token_type/);
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
