import { exportJWK, generateKeyPair } from 'jose';
import Provider, { type Configuration } from 'oidc-provider';
import { answering, webServer } from './identity-provider.ts';

interface OidcPerson {
  readonly sub: string;
  readonly preferred_username?: string;
  readonly email?: string;
  readonly email_verified?: boolean;
}

const ada: OidcPerson = { sub: '00u1', preferred_username: 'ada@example.com', email: 'ada@example.com' };

export const oidcSecret = 'the secret of the client, with % and +';

const ttl = { AccessToken: 60, AuthorizationCode: 60, Grant: 60, IdToken: 60, Interaction: 60, Session: 60 };

/**
 * A real OpenID Connect provider with a client `rollcall`, whose secret is `oidcSecret`, and one person, who is signed in
 * without being asked anything.
 *
 * @param redirectUri - of the connection.
 */
export async function oidcIdp(
  redirectUri = 'https://rollcall.example.com/callback',
  { clients = [], ...configuration }: Configuration = {},
) {
  const server = await webServer(answering('', 'text/plain', 503));
  const client = { client_id: 'rollcall', client_secret: oidcSecret, redirect_uris: [redirectUri] };
  const idp = {
    issuer: server.url,
    /** Where there is nobody, whoever comes is denied access. */
    person: { ...ada } as OidcPerson | undefined,
  };
  const provider = new Provider(server.url, {
    clients: [client, ...clients],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['preferred_username'] },
    cookies: { keys: ['a key of the tests'] },
    jwks: { keys: await Promise.all(['RS256', 'ES256'].map(signingKey)) },
    ttl,
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false }, userinfo: { enabled: true } },
    findAccount: (_, accountId) => ({ accountId, claims: () => ({ sub: accountId, ...idp.person }) }),
    // Nobody is asked whether the client may know who they are.
    loadExistingGrant: async ({ oidc }) => {
      const { accountId } = oidc.session ?? {};
      const { clientId } = oidc.client ?? {};
      const grant = new provider.Grant({ accountId, clientId });
      grant.addOIDCScope('openid profile email');
      await grant.save();
      return grant;
    },
    ...configuration,
  });
  const answer = provider.callback();
  server.answer = (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return void answer(request, response);
    const result = idp.person
      ? { login: { accountId: idp.person.sub } }
      : { error: 'access_denied', error_description: 'User is not assigned to the client application.' };
    void provider.interactionFinished(request, response, result);
  };
  return idp;
}

async function signingKey(alg: string) {
  const { privateKey } = await generateKeyPair(alg, { extractable: true });
  return { ...(await exportJWK(privateKey)), alg, use: 'sig', kid: alg };
}

/**
 * Follows a sign-in as a browser does, until the provider sends it back.
 *
 * @returns the query with which it comes back.
 */
export async function signedInAt(url: string, redirectUri: string): Promise<string> {
  const cookies = new Map<string, string>();
  let address = new URL(url);
  for (let steps = 0; steps < 10; steps++) {
    const cookie = [...cookies].map((pair) => pair.join('=')).join('; ');
    const response = await fetch(address, { redirect: 'manual', headers: { cookie } });
    for (const set of response.headers.getSetCookie()) {
      const [name = '', value = ''] = set.split(';')[0]?.split('=') ?? [];
      cookies.set(name, value);
    }
    const location = response.headers.get('location');
    if (location === null)
      throw new Error(`The provider answered ${response.status}: ${await response.text()}`);
    address = new URL(location, address);
    if (address.href.startsWith(redirectUri)) return address.search.slice(1);
  }
  throw new Error('The provider does not send the browser back.');
}
