import { type CryptoKey, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { noon } from './agents.ts';
import { type Answer, answering, json, webServer } from './identity-provider.ts';
import { begun } from './oidc-reading.ts';

export const noonSeconds = Date.parse(noon) / 1000;

const pair = await generateKeyPair('RS256');
const jwk = { ...(await exportJWK(pair.publicKey)), kid: 'one', use: 'sig' };

/** A provider of the tests' own at noon, which does what no real one does. Each address may answer otherwise. */
export async function wrongOidcProvider() {
  const asked: string[] = [];
  const server = await webServer((request, response) => {
    const path = new URL(request.url ?? '', server.url).pathname;
    asked.push(path);
    (provider.answers[path] ?? answering('', 'text/plain', 404))(request, response);
  });
  const provider = {
    issuer: server.url,
    /** The paths that were asked, in their order. */
    asked,
    metadata: {
      issuer: server.url,
      authorization_endpoint: `${server.url}/auth`,
      token_endpoint: `${server.url}/token`,
      jwks_uri: `${server.url}/keys`,
      userinfo_endpoint: `${server.url}/userinfo`,
    } as Readonly<Record<string, unknown>>,
    answers: {
      '/.well-known/openid-configuration': (request, response) => json(provider.metadata)(request, response),
      '/keys': json({ keys: [jwk] }),
    } as Record<string, Answer>,
    claims: {
      iss: server.url,
      aud: 'rollcall',
      sub: '00u1',
      nonce: begun.nonce,
      iat: noonSeconds,
      exp: noonSeconds + 300,
      email: 'ada@example.com',
    } as JWTPayload,
    /** An ID token with these claims besides. */
    idToken: (
      claims: JWTPayload = {},
      header: Readonly<Record<string, unknown>> = {},
      key: CryptoKey | Uint8Array = pair.privateKey,
    ): Promise<string> =>
      new SignJWT({ ...provider.claims, ...claims })
        .setProtectedHeader({ alg: 'RS256', kid: 'one', ...header })
        .sign(key),
    /** Has the code be answered by this. */
    answerTokens: (fields: object): void => {
      provider.answers['/token'] = json({ access_token: 'access-1', token_type: 'Bearer', ...fields });
    },
  };
  return provider;
}
