import {
  allowInsecureRequests,
  buildAuthorizationUrl,
  Configuration,
  calculatePKCECodeChallenge,
} from 'openid-client';
import type { OidcParties, OidcRequest } from '../../../application/ports/oidc-sign-in.ts';
import type { DiscoveredProvider } from './discovered-provider.ts';

/** An authentication request (OpenID Connect Core 1.0 section 3.1.2.1), with PKCE (RFC 7636). */
export async function requestUrl(
  server: DiscoveredProvider,
  { provider, addresses }: OidcParties,
  { state, nonce, codeVerifier }: OidcRequest,
): Promise<string> {
  const configuration = new Configuration(server, provider.clientId);
  if (new URL(server.issuer).protocol === 'http:') allowInsecureRequests(configuration);
  const url = buildAuthorizationUrl(configuration, {
    redirect_uri: addresses.redirectUri,
    scope: 'openid profile email',
    state,
    nonce,
    code_challenge: await calculatePKCECodeChallenge(codeVerifier),
    code_challenge_method: 'S256',
  });
  return url.href;
}
