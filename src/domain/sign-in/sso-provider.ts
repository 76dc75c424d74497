import type { JsonObject } from '../../criteria/json.ts';
import { DomainError } from '../shared/domain-error.ts';
import type { Instant } from '../shared/instant.ts';
import { providerUrl } from './provider-url.ts';
import type { SigningCertificate } from './signing-certificate.ts';

/** What a SAML 2.0 identity provider says of itself in its metadata. */
export interface SamlMetadata {
  /** Its entity id: what it names itself in `<saml:Issuer>`. */
  readonly issuer: string;
  /** Where sign-ins begin, by HTTP-Redirect. */
  readonly ssoUrl: string;
  /** All with which it may sign: while it changes them, two. */
  readonly certificates: readonly SigningCertificate[];
}

declare const sealed: unique symbol;

/** A secret that is encrypted for the one connection whose secret it is. */
export type SealedSecret = string & { readonly [sealed]: true };

/** Types and no interfaces, so that they are JSON to whoever keeps them. */
export type SamlProvider = Readonly<{
  kind: 'saml';
  issuer: string;
  ssoUrl: string;
  certificates: readonly SigningCertificate[];
  /** Where its metadata is read again each day; absent where they were given as a file. */
  metadataUrl?: string;
  /** Why the metadata cannot be read any more; what was read before holds meanwhile. */
  refreshFailure?: { readonly since: Instant; readonly reason: string };
}>;

export type OidcProvider = Readonly<{
  kind: 'oidc';
  issuer: string;
  clientId: string;
  clientSecret: SealedSecret;
  /** What tells people one secret from another. */
  clientSecretSetAt: Instant;
}>;

/** Agents sign in to the product by an application that is not this service's; nobody signs in by it here. */
export type SignInElsewhere = Readonly<{ kind: 'elsewhere'; issuer: string }>;

/** With whom, and how, the agents of an account sign in. */
export type SsoProvider = SamlProvider | OidcProvider | SignInElsewhere;

const textCharactersMax = 1024;
const certificatesMax = 10;

/** @throws DomainError `ssoMetadataInvalid`, `ssoSettingsInvalid`. */
export function samlProvider(
  { issuer, ssoUrl, certificates }: SamlMetadata,
  metadataUrl?: string,
): SamlProvider {
  if (issuer.trim() === '' || issuer.length > textCharactersMax) {
    throw new DomainError(
      'ssoMetadataInvalid',
      `The entity id of an identity provider has 1 to ${textCharactersMax} characters; this one has ${issuer.length}.`,
    );
  }
  if (certificates.length === 0 || certificates.length > certificatesMax) {
    throw new DomainError(
      'ssoMetadataInvalid',
      `An identity provider has 1 to ${certificatesMax} signing certificates; these metadata have ${certificates.length}.`,
    );
  }
  return {
    kind: 'saml',
    issuer,
    ssoUrl: providerUrl(ssoUrl, 'ssoUrl'),
    certificates,
    ...(metadataUrl !== undefined && { metadataUrl: providerUrl(metadataUrl, 'metadataUrl') }),
  };
}

/** @throws DomainError `ssoSettingsInvalid`. */
export function oidcProvider(settings: Omit<OidcProvider, 'kind'>): OidcProvider {
  const { issuer, clientId } = settings;
  if (clientId.trim() === '' || clientId.length > textCharactersMax) {
    throw new DomainError(
      'ssoSettingsInvalid',
      `A client id has 1 to ${textCharactersMax} characters; this one has ${clientId.length}.`,
      { attribute: 'clientId' },
    );
  }
  return { ...settings, kind: 'oidc', issuer: providerUrl(issuer, 'issuer') };
}

/**
 * A provider of which some settings are others. The stored secret is sent to nobody but the issuer that it is stored for:
 * whoever may change the issuer could else have it sent to himself.
 *
 * @throws DomainError `ssoSettingsInvalid`.
 */
export function revisedOidcProvider(
  stored: OidcProvider,
  settings: Partial<Omit<OidcProvider, 'kind'>>,
): OidcProvider {
  const revised = oidcProvider({ ...stored, ...settings });
  if (revised.issuer === stored.issuer || settings.clientSecret !== undefined) return revised;
  const message =
    'The stored client secret is sent to nobody but the issuer that it is stored for. Give the client secret with another issuer.';
  throw new DomainError('ssoSettingsInvalid', message, { attribute: 'clientSecret' });
}

/** @throws DomainError `ssoIssuerInvalid`. */
export function signInElsewhere(issuer: string): SignInElsewhere {
  const url = issuer.length <= textCharactersMax ? URL.parse(issuer) : null;
  if (url === null || url.protocol !== 'https:' || url.username !== '' || url.password !== '') {
    throw new DomainError(
      'ssoIssuerInvalid',
      `The Single Sign-On issuer must be an https address without user and password, not ${JSON.stringify(issuer.slice(0, 80).toWellFormed())}.`,
      { attribute: 'ssoIssuer' },
    );
  }
  return { kind: 'elsewhere', issuer: url.href.replace(/\/$/, '') };
}

/** What the journal tells of it: no secret, and certificates by their fingerprints. */
export function publishedSettings(provider: SsoProvider): JsonObject {
  switch (provider.kind) {
    case 'saml': {
      const { kind, issuer, ssoUrl, metadataUrl, refreshFailure } = provider;
      const certificates = provider.certificates.map(({ fingerprint }) => fingerprint);
      return { kind, issuer, ssoUrl, certificates, metadataUrl, refreshFailure: refreshFailure?.reason };
    }
    case 'oidc': {
      const { kind, issuer, clientId, clientSecretSetAt } = provider;
      return { kind, issuer, clientId, clientSecretSetAt };
    }
    case 'elsewhere':
      return provider;
  }
}
