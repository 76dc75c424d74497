import type { Instant } from '../../domain/shared/instant.ts';
import type { ConnectionAddresses } from '../../domain/sign-in/connection-addresses.ts';
import type { OidcRefusal } from '../../domain/sign-in/oidc-checks.ts';
import type { OidcProvider } from '../../domain/sign-in/sso-provider.ts';
import type { SecretOwner } from './secret-seal.ts';

/** What this service is at a provider. */
export interface OidcClient {
  /** Whose client secret it is. */
  readonly owner: SecretOwner;
  readonly provider: OidcProvider;
}

/** With whom somebody signs in, and where the provider sends people back. */
export interface OidcParties extends OidcClient {
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

/** `unknown` where something else failed, so that nobody looked at the client. */
export type OidcClientOutcome =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'refused' | 'unknown'; readonly refusal: OidcRefusal };

export const clientOutcomes = [
  'accepted',
  'refused',
  'unknown',
] as const satisfies readonly OidcClientOutcome['kind'][];

/** Of a refusal that stopped a test of the client, what it says of the client. */
export const clientNotAccepted = (refusal: OidcRefusal): OidcClientOutcome => ({
  kind: refusal.check === 'client' ? 'refused' : 'unknown',
  refusal,
});

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
  /**
   * Whether the provider accepts the client and its secret. It is asked to redeem a code that it never issued, and refuses the
   * client before it looks at the code.
   */
  tryClient(client: OidcClient, now: Instant): Promise<OidcClientOutcome>;
}
