import type { Instant } from '../../domain/shared/instant.ts';
import type { SamlMetadata } from '../../domain/sign-in/sso-provider.ts';

/** What an OpenID Connect provider says of itself (OpenID Connect Discovery 1.0 section 3). */
export interface OidcMetadata {
  readonly issuer: string;
  readonly authorizationEndpoint: string;
  readonly tokenEndpoint: string;
  readonly jwksUri: string;
  /** The methods of PKCE that it names; none where it names none, which does not mean that it has none. */
  readonly pkceMethods: readonly string[];
  /** How many keys it publishes with which it may sign; at least one. */
  readonly signingKeys: number;
}

/**
 * Identity providers as they describe themselves. Nothing is kept of what they answer, and each answer is bounded in time
 * and in bytes.
 */
export interface IdentityProviders {
  /**
   * @param at - metadata whose time is over by then are refused.
   * @throws DomainError `ssoMetadataInvalid`.
   */
  readMetadata(xml: string, at: Instant): Promise<SamlMetadata>;
  /** @throws DomainError `identityProviderUnreachable`, `ssoMetadataInvalid`, `ssoSettingsInvalid`. */
  fetchMetadata(url: string, at: Instant): Promise<SamlMetadata>;
  /** @throws DomainError `identityProviderUnreachable`, `ssoMetadataInvalid`, `ssoSettingsInvalid`. */
  discover(issuer: string): Promise<OidcMetadata>;
}
