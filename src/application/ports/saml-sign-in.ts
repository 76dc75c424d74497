import type { Instant } from '../../domain/shared/instant.ts';
import type { ConnectionAddresses } from '../../domain/sign-in/connection-addresses.ts';
import type { SamlRefusal } from '../../domain/sign-in/saml-checks.ts';
import type { SamlProvider } from '../../domain/sign-in/sso-provider.ts';

/** With whom somebody signs in, and what this service is called there. */
export interface SamlParties {
  readonly provider: SamlProvider;
  readonly addresses: Extract<ConnectionAddresses, { readonly kind: 'saml' }>;
}

/** What counts once, in all processes together. Ids are of any length: identity providers make them. */
export interface SamlSingleUse {
  /**
   * Uses up a request for a sign-in.
   *
   * @returns whether this service made it, for this connection and browser, not long ago, and nobody has used it up.
   */
  takeRequest(requestId: string): Promise<boolean>;
  /**
   * @param until - how long the assertion has to be remembered; afterwards it is refused for its time.
   * @returns whether it is the first time that this connection sees it.
   */
  takeAssertion(assertionId: string, until: Instant): Promise<boolean>;
}

/** Who has proved to be whom. All of it was signed. */
export interface SamlIdentity {
  readonly nameId: string;
  /** What the attribute `oktaId` says: the id by which the directory provisions the person (`externalId`). */
  readonly externalId?: string;
  readonly email?: string;
  /** By what the identity provider knows the session. */
  readonly sessionIndex?: string;
  /** When the identity provider says that the session ends. */
  readonly sessionEndsAt?: Instant;
}

export type SamlOutcome =
  | { readonly kind: 'proven'; readonly identity: SamlIdentity }
  /**
   * Nobody asked for it, as where somebody clicks a tile of Okta's dashboard. Nothing of it is believed, and nothing more of
   * it was looked at. Whoever begins a sign-in in its place does so once, lest a provider that never names the request sends
   * the browser in circles.
   */
  | { readonly kind: 'unsolicited' }
  | { readonly kind: 'refused'; readonly refusal: SamlRefusal };

/** Sign-in by SAML 2.0: Web Browser SSO (SAML 2.0 Profiles section 4.1), begun by this service alone. */
export interface SamlSignIn {
  /**
   * Where to send the browser: a request by HTTP-Redirect, not signed, whose answer is to come by HTTP-POST.
   *
   * @param requestId - an XML name that nobody can guess.
   * @param relayState - comes back with the answer as it is, and is not signed; 80 bytes at most (SAML 2.0 Bindings section 3.4.3).
   */
  requestUrl(parties: SamlParties, requestId: string, relayState: string): Promise<string>;
  /**
   * Reads an answer, of anybody and of any content: whatever is wrong with it is an outcome and no error. What counts once is
   * used up after everything else has passed.
   *
   * @param response - `SAMLResponse` of the form, in base64.
   * @param now - the clocks of identity providers may differ from it by a minute.
   */
  readResponse(
    parties: SamlParties,
    response: string,
    now: Instant,
    singleUse: SamlSingleUse,
  ): Promise<SamlOutcome>;
}
