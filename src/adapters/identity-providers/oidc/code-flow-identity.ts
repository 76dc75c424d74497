import {
  authorizationCodeGrant,
  type Configuration,
  fetchUserInfo,
  type UserInfoResponse,
} from 'openid-client';
import type { OidcIdentity, OidcRequest } from '../../../application/ports/oidc-sign-in.ts';
import { askAsClient } from './ask-as-client.ts';
import { type AuthorizationResponse, issuedCode } from './authorization-response.ts';
import { clientConfigurations, type OidcClient } from './client-configurations.ts';
import { failureOf } from './failure-of.ts';
import { OidcFailure } from './oidc-failure.ts';
import { isNamed, provenIdentity } from './proven-identity.ts';

/**
 * Redeems the code, and reads whom the ID token names (OpenID Connect Core 1.0 section 3.1.3).
 *
 * @throws OidcFailure
 * @throws DomainError `identityProviderUnreachable`.
 */
export async function codeFlowIdentity(
  client: OidcClient,
  response: AuthorizationResponse,
  redirectUri: string,
  { state, nonce, codeVerifier }: OidcRequest,
): Promise<OidcIdentity> {
  const secrets = [client.secret, state, nonce, codeVerifier];
  const code = issuedCode(response, client.server, secrets);
  const callback = new URL(redirectUri);
  callback.search = String(new URLSearchParams({ code, state, iss: client.server.issuer }));
  const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: codeVerifier };
  const redeem = async (configuration: Configuration) => {
    const tokens = await authorizationCodeGrant(configuration, callback, checks);
    const claims = tokens.claims();
    if (claims === undefined) throw new OidcFailure('tokens', 'an ID token', 'none');
    if (isNamed(claims)) return { claims, names: claims };
    return { claims, names: await userInfoOf(configuration, tokens.access_token, claims.sub) };
  };
  try {
    const { claims, names } = await askAsClient(clientConfigurations(client), redeem);
    return provenIdentity(claims, names, client);
  } catch (error) {
    throw failureOf(error, client, [...secrets, code]);
  }
}

/**
 * Names, where the ID token has none: providers that go by the book tell for the scopes `profile` and `email` here alone
 * (OpenID Connect Core 1.0 section 5.4).
 */
async function userInfoOf(
  configuration: Configuration,
  accessToken: string,
  subject: string,
): Promise<Partial<UserInfoResponse>> {
  if (configuration.serverMetadata().userinfo_endpoint === undefined) return {};
  return fetchUserInfo(configuration, accessToken, subject).catch((error: Error) => {
    const { message } = error.cause instanceof Error ? error.cause : error;
    throw new OidcFailure('userInfo', 'what the provider tells of the subject of the ID token', message);
  });
}
