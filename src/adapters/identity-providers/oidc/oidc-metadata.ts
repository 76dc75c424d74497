import type { OidcMetadata } from '../../../application/ports/identity-providers.ts';
import type { Bounds } from '../bounded-fetch.ts';
import { discoveredProvider } from './discovered-provider.ts';

/** @throws DomainError `identityProviderUnreachable`, `ssoMetadataInvalid`. */
export async function oidcMetadata(issuer: URL, bounds: Bounds): Promise<OidcMetadata> {
  const metadata = await discoveredProvider(issuer, bounds);
  const { code_challenge_methods_supported: pkceMethods } = metadata;
  return {
    issuer: metadata.issuer,
    authorizationEndpoint: metadata.authorization_endpoint,
    tokenEndpoint: metadata.token_endpoint,
    jwksUri: metadata.jwks_uri,
    pkceMethods: Array.isArray(pkceMethods) ? pkceMethods.map(String) : [],
  };
}
