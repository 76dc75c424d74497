import type { ListedSsoConnection } from '../../application/sign-in/list-sso-connections.ts';
import { connectionAddresses } from '../../domain/sign-in/connection-addresses.ts';
import type { SigningCertificate } from '../../domain/sign-in/signing-certificate.ts';
import type { SsoProvider } from '../../domain/sign-in/sso-provider.ts';
import { type Cell, details } from './aligned-text.ts';

type Listed = Pick<ListedSsoConnection, 'connection'> & Partial<ListedSsoConnection>;

/**
 * A connection for scripts, without its secret.
 *
 * @param publicUrl - where browsers reach the service.
 */
export function connectionDocument({ connection: { state }, secret }: Listed, publicUrl: string) {
  const { id, name, provider, checkedAt, createdAt, lastModifiedAt } = state;
  return {
    ...{ id, name, ...settingsDocument(provider) },
    addresses: connectionAddresses(state, publicUrl) ?? null,
    ...(checkedAt && { checkedAt }),
    ...(secret && { secret }),
    ...{ createdAt, lastModifiedAt },
  };
}

function settingsDocument(provider: SsoProvider) {
  switch (provider.kind) {
    case 'saml':
      return { ...provider, certificates: provider.certificates.map(certificateDocument) };
    case 'oidc': {
      const { kind, issuer, clientId, clientSecretSetAt } = provider;
      return { kind, issuer, clientId, clientSecretSetAt };
    }
    case 'elsewhere':
      return provider;
  }
}

const certificateDocument = ({ der: _, ...certificate }: SigningCertificate) => certificate;

const kinds = { saml: 'SAML 2.0', oidc: 'OpenID Connect', elsewhere: 'agents sign in elsewhere' } as const;

/** The same for people: what it is, and what to type into the identity provider. */
export function connectionText({ connection, secret }: Listed, publicUrl: string): string {
  const { state } = connection;
  const { id, name, provider } = state;
  const addresses = connectionAddresses(state, publicUrl);
  return details({
    ...{ id, name, kind: kinds[provider.kind] },
    ...settingsRows(provider, state.checkedAt),
    ...(secret && secret !== 'opens' && { secret: secretTexts[secret] }),
    ...(addresses?.kind === 'saml' && { 'ACS URL': addresses.acsUrl, audience: addresses.audience }),
    ...(addresses?.kind === 'oidc' && { 'redirect URI': addresses.redirectUri }),
  });
}

const secretTexts = {
  opensWithOlderKey: 'is encrypted with an older key: give it anew, then take that key away',
  unreadable: 'cannot be decrypted with the keys that the service has: give it anew',
} as const;

function settingsRows(provider: SsoProvider, checkedAt: string | undefined): Readonly<Record<string, Cell>> {
  switch (provider.kind) {
    case 'saml': {
      const { issuer, ssoUrl, certificates, metadataUrl, refreshFailure } = provider;
      return {
        'entity id': issuer,
        'sign-in at': ssoUrl,
        ...certificateRows(certificates),
        metadata: metadataUrl ?? 'given as a file',
        ...(metadataUrl !== undefined && { 'read on': refreshFailure ? undefined : checkedAt }),
        ...(refreshFailure && { 'not read since': `${refreshFailure.since}: ${refreshFailure.reason}` }),
      };
    }
    case 'oidc': {
      const { issuer, clientId, clientSecretSetAt } = provider;
      return { issuer, 'client id': clientId, 'secret set on': clientSecretSetAt };
    }
    case 'elsewhere':
      return { issuer: provider.issuer };
  }
}

/** One row a certificate, for people to compare with what the identity provider shows. */
export const certificateRows = (
  certificates: readonly SigningCertificate[],
): Readonly<Record<string, Cell>> =>
  Object.fromEntries(
    certificates.map(({ fingerprint, subject, notAfter }, index) => [
      certificates.length === 1 ? 'certificate' : `certificate ${index + 1}`,
      `until ${notAfter}, ${subject}, SHA-256 ${fingerprint}`,
    ]),
  );
