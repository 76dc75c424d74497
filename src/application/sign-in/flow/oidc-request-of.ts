import type { OidcRequest } from '../../ports/oidc-sign-in.ts';
import type { TokenSecrets } from '../../ports/token-secrets.ts';

/**
 * What a sign-in by OpenID Connect began with. It follows from what the browser holds and from the state that comes back, so that
 * nothing of it is kept here, and a copy of the database signs nobody in.
 */
export const oidcRequestOf = (
  tokenSecrets: TokenSecrets,
  browserSecret: string,
  state: string,
): OidcRequest => ({
  state,
  nonce: tokenSecrets.derive(browserSecret, `nonce of ${state}`),
  codeVerifier: tokenSecrets.derive(browserSecret, `code verifier of ${state}`),
});
