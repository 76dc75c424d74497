import {
  allowInsecureRequests,
  ClientError,
  customFetch,
  discovery,
  type ServerMetadata,
} from 'openid-client';
import { DomainError } from '../../../domain/shared/domain-error.ts';
import { isProviderUrl } from '../../../domain/sign-in/provider-url.ts';
import type { Bounds } from '../bounded-fetch.ts';
import { metadataInvalid } from '../metadata-invalid.ts';
import { providerFetch } from './provider-fetch.ts';

const needed = ['authorization_endpoint', 'token_endpoint', 'jwks_uri'] as const;

/** What a provider publishes, with all that a sign-in needs. */
export type DiscoveredProvider = Readonly<ServerMetadata & Record<(typeof needed)[number], string>>;

/** Discovery asks for no client, and the library for one. */
const noClient = 'discovery';

/**
 * What the issuer publishes at `/.well-known/openid-configuration` (OpenID Connect Discovery 1.0 section 4).
 *
 * @throws DomainError `identityProviderUnreachable`, `ssoMetadataInvalid`.
 */
export async function discoveredProvider(issuer: URL, bounds: Bounds): Promise<DiscoveredProvider> {
  // Of such an address the library believes whatever issuer the document names.
  if (issuer.pathname.includes('/.well-known/'))
    throw metadataInvalid('Give the issuer itself, without "/.well-known/" and what follows it.');
  const metadata = await discovered(issuer, bounds);
  // The library lets Entra ID's addresses for the tenants of everybody pass, where anybody can give themselves any name.
  if (URL.parse(metadata.issuer)?.href !== issuer.href) throw anotherIssuer(issuer);
  const address = (name: string): string => {
    const value = metadata[name];
    const url = typeof value === 'string' ? URL.parse(value) : null;
    if (typeof value === 'string' && url !== null && isProviderUrl(url)) return value;
    throw metadataInvalid(
      `The issuer ${metadata.issuer} publishes no "${name}" that is an https address, so that nobody can sign in with it.`,
    );
  };
  const [authorization_endpoint, token_endpoint, jwks_uri] = needed.map(address) as [string, string, string];
  return { ...metadata, authorization_endpoint, token_endpoint, jwks_uri };
}

async function discovered(issuer: URL, bounds: Bounds): Promise<ServerMetadata> {
  try {
    const configuration = await discovery(issuer, noClient, undefined, undefined, {
      // An address that begins with http is this machine's: nothing else is a provider's.
      execute: issuer.protocol === 'http:' ? [allowInsecureRequests] : [],
      timeout: bounds.milliseconds / 1000,
      [customFetch]: providerFetch(bounds),
    });
    return configuration.serverMetadata();
  } catch (error) {
    if (!(error instanceof ClientError)) throw error;
    if (error.cause instanceof DomainError) throw error.cause;
    if (error.code === 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED') throw anotherIssuer(issuer);
    throw metadataInvalid(
      `What is published for ${issuer.href} is no description of an OpenID Connect provider.`,
    );
  }
}

const anotherIssuer = ({ href }: URL): DomainError =>
  metadataInvalid(
    `What is published for ${href} names another issuer. Give the issuer letter by letter as the provider names itself; with Entra ID that of one tenant.`,
  );
