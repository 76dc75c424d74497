import type { Instant } from '../../domain/shared/instant.ts';
import type { LogoutSender } from '../../domain/sign-in/logout-key.ts';
import type { OidcProvider, SamlProvider } from '../../domain/sign-in/sso-provider.ts';

/** What a logout token proves, besides that it is the provider's. */
export interface LogoutProof {
  readonly sender: LogoutSender;
  /** Tells it from all others of the provider; of any length. */
  readonly tokenId: string;
  /** From then on the token is refused for its time. */
  readonly endsAt: Instant;
}

/**
 * Signed words of identity providers that somebody is to be signed out everywhere: JWTs of the type
 * `global-token-revocation+jwt` (draft-parecki-oauth-global-token-revocation), as Okta sends them for Universal Logout.
 */
export interface LogoutTokens {
  /**
   * As whom a token says that it comes, before anything of it is believed.
   *
   * @throws DomainError `logoutTokenInvalid` for what is no such token.
   */
  senderOf(text: string): Promise<LogoutSender>;
  /**
   * @param provider - whose keys count: certificates that are held, or those that the issuer publishes. The token names none.
   * @param audience - the address that the token is for.
   * @param now - the clocks of identity providers may differ from it by a minute.
   * @throws DomainError `logoutTokenInvalid`; `identityProviderUnreachable` or `ssoMetadataInvalid` where keys cannot be had.
   */
  verify(
    text: string,
    provider: SamlProvider | OidcProvider,
    audience: string,
    now: Instant,
  ): Promise<LogoutProof>;
}
