import type { Instant } from '../../domain/shared/instant.ts';
import type { ConnectionAddresses } from '../../domain/sign-in/connection-addresses.ts';
import type { OidcRefusal } from '../../domain/sign-in/oidc-checks.ts';
import type { OidcProvider } from '../../domain/sign-in/sso-provider.ts';
import type { SecretOwner } from './secret-seal.ts';

/** With whom somebody signs in, and what this service is called there. */
export interface OidcParties {
  /** Whose client secret it is. */
  readonly owner: SecretOwner;
  readonly provider: OidcProvider;
  readonly addresses: Extract<ConnectionAddresses, { readonly kind: 'oidc' }>;
}

/** What a sign-in began with. Whoever begins it makes these so that nobody can guess them, and knows them again afterwards. */
export interface OidcRequest {
  /** Binds the answer to the browser. */
  readonly state: string;
  /** Binds the ID token to the sign-in. */
  readonly nonce: string;
  /** Binds the code to the sign-in: 43 to 128 letters, digits, and `-._~` (RFC 7636 section 4.1). */
  readonly codeVerifier: string;
}

/** Who has proved to be whom, as the provider of the account itself says. */
export interface OidcIdentity {
  readonly issuer: string;
  /** `sub`: with Okta the id by which it provisions the person (`externalId`). */
  readonly subject: string;
  readonly preferredUsername?: string;
  /**
   * Whether the provider calls it verified is not asked: Okta says so of few, and the provider is the company's own, which
   * gives its people their addresses.
   */
  readonly email?: string;
  /** `sid`: by what the provider knows the session. */
  readonly sessionId?: string;
  /** `session_expiry`: when the provider says that the session ends. */
  readonly sessionEndsAt?: Instant;
}

export interface OidcRefused {
  readonly kind: 'refused';
  readonly refusal: OidcRefusal;
}

export type OidcRequestOutcome = { readonly kind: 'redirect'; readonly url: string } | OidcRefused;

export type OidcOutcome = { readonly kind: 'proven'; readonly identity: OidcIdentity } | OidcRefused;

/**
 * Sign-in by OpenID Connect: the authorization code flow with PKCE. Whatever is wrong, with an answer of anybody and of any
 * content or with a provider that is not reached, is an outcome and no error.
 */
export interface OidcSignIn {
  /** Where to send the browser. The provider is asked for its address, unless that was done minutes ago. */
  requestUrl(parties: OidcParties, request: OidcRequest): Promise<OidcRequestOutcome>;
  /**
   * Reads the answer, and redeems its code. A provider redeems a code once, so that an answer counts once.
   *
   * @param query - of the request to the redirect URI, as it came.
   * @param request - of the sign-in that began in the browser which brings the answer.
   * @param now - the clocks of identity providers may differ from it by a minute.
   */
  readCallback(parties: OidcParties, query: string, request: OidcRequest, now: Instant): Promise<OidcOutcome>;
}
