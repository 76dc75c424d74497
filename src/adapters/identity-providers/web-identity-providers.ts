import type { IdentityProviders, OidcMetadata } from '../../application/ports/identity-providers.ts';
import type { Instant } from '../../domain/shared/instant.ts';
import { providerUrl } from '../../domain/sign-in/provider-url.ts';
import type { SamlMetadata } from '../../domain/sign-in/sso-provider.ts';
import { boundedFetch, unreachable, usualBounds } from './bounded-fetch.ts';
import { metadataInvalid } from './metadata-invalid.ts';

/** Identity providers, asked over HTTPS. What reads their answers is loaded when the first one is asked. */
export class WebIdentityProviders implements IdentityProviders {
  constructor(private readonly bounds = usualBounds) {}

  async readMetadata(xml: string, at: Instant): Promise<SamlMetadata> {
    if (Buffer.byteLength(xml) > this.bounds.bytes)
      throw metadataInvalid(`The metadata have more than ${this.bounds.bytes} bytes.`);
    const { samlMetadata } = await import('./saml-metadata.ts');
    return samlMetadata(xml, at);
  }

  async fetchMetadata(url: string, at: Instant): Promise<SamlMetadata> {
    const address = providerUrl(url, 'metadataUrl');
    const request = { headers: { accept: 'application/samlmetadata+xml, */*' }, redirectsMax: 3 };
    const { status, body } = await boundedFetch(address, request, this.bounds);
    if (status !== 200) throw unreachable(new URL(address), `answered with ${status}`);
    return this.readMetadata(utf8(body), at);
  }

  async discover(issuer: string): Promise<OidcMetadata> {
    const address = providerUrl(issuer, 'issuer');
    const { oidcMetadata } = await import('./oidc/oidc-metadata.ts');
    return oidcMetadata(new URL(address), this.bounds);
  }
}

/** @throws DomainError `ssoMetadataInvalid`. */
function utf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw metadataInvalid('The metadata are no text in UTF-8. Fetch them from the identity provider again.');
  }
}
