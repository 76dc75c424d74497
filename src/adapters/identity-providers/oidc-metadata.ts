import { allowInsecureRequests, ClientError, customFetch, discovery } from 'openid-client';
import type { OidcMetadata } from '../../application/ports/identity-providers.ts';
import { DomainError } from '../../domain/shared/domain-error.ts';
import { type Bounds, boundedFetch, unreachable } from './bounded-fetch.ts';
import { metadataInvalid } from './metadata-invalid.ts';

/** Discovery asks for none, and the library for one. */
const noClient = 'discovery';

/**
 * What the issuer publishes at `/.well-known/openid-configuration`.
 *
 * @throws DomainError `identityProviderUnreachable`, `ssoMetadataInvalid`.
 */
export async function oidcMetadata(issuer: URL, bounds: Bounds): Promise<OidcMetadata> {
  // Of such an address the library believes whatever issuer the document names.
  if (issuer.pathname.includes('/.well-known/'))
    throw metadataInvalid('Give the issuer itself, without "/.well-known/" and what follows it.');
  const metadata = await discovered(issuer, bounds);
  const address = (name: string): string => {
    const value = metadata[name];
    if (typeof value === 'string' && URL.canParse(value)) return value;
    throw metadataInvalid(
      `The issuer ${metadata.issuer} publishes no "${name}", so that nobody can sign in with it.`,
    );
  };
  const { code_challenge_methods_supported: pkceMethods } = metadata;
  return {
    issuer: metadata.issuer,
    authorizationEndpoint: address('authorization_endpoint'),
    tokenEndpoint: address('token_endpoint'),
    jwksUri: address('jwks_uri'),
    pkceMethods: Array.isArray(pkceMethods) ? pkceMethods.map(String) : [],
  };
}

async function discovered(issuer: URL, bounds: Bounds) {
  try {
    const configuration = await discovery(issuer, noClient, undefined, undefined, {
      // An address that begins with http is this machine's: nothing else is a provider's.
      execute: issuer.protocol === 'http:' ? [allowInsecureRequests] : [],
      timeout: bounds.milliseconds / 1000,
      [customFetch]: async (url) => {
        const { status, contentType, body } = await boundedFetch(url, 'application/json', bounds);
        if (status !== 200) throw unreachable(new URL(url), `answered with ${status}`);
        return new Response(body, { headers: { 'content-type': contentType } });
      },
    });
    return configuration.serverMetadata();
  } catch (error) {
    if (error instanceof DomainError) throw error;
    if (!(error instanceof ClientError)) throw error;
    throw error.cause instanceof DomainError ? error.cause : notAnIssuer(issuer, error);
  }
}

const notAnIssuer = ({ href }: URL, { code }: ClientError): DomainError =>
  code === 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED'
    ? metadataInvalid(
        `What is published for ${href} names another issuer. Give the issuer letter by letter as the provider names itself.`,
      )
    : metadataInvalid(`What is published for ${href} is no description of an OpenID Connect provider.`);
