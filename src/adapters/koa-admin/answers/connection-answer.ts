import { IsBoolean, IsIn, IsInt, IsString } from 'class-validator';
import { IsIdentifier } from '../../../application/input/is-identifier.ts';
import { IsInstant } from '../../../application/input/is-instant.ts';
import { Nested } from '../../../application/input/nested.ts';
import { Optional } from '../../../application/input/optional.ts';
import { connectionPaths } from '../../../domain/sign-in/connection-addresses.ts';
import type { SigningCertificate } from '../../../domain/sign-in/signing-certificate.ts';
import type { SsoConnection, SsoConnectionState } from '../../../domain/sign-in/sso-connection.ts';
import type { SsoProvider } from '../../../domain/sign-in/sso-provider.ts';

const secretStates = ['opens', 'opensWithOlderKey', 'unreadable'] as const;

export class CertificateAnswer {
  /** SHA-256, in hex. */
  @IsString()
  readonly fingerprint!: string;

  @IsString()
  readonly subject!: string;

  @IsInstant()
  readonly notAfter!: string;
}

class RefreshFailureAnswer {
  @IsInstant()
  readonly since!: string;

  @IsString()
  readonly reason!: string;
}

/** By whom agents sign in, as it says of itself. */
export class IdentityProviderAnswer {
  /** What the identity provider names itself. */
  @IsString()
  readonly issuer!: string;

  /** Of SAML: where sign-ins begin. */
  @Optional()
  @IsString()
  readonly ssoUrl?: string;

  /** Of SAML: with what the provider signs. */
  @Optional()
  @Nested(() => CertificateAnswer, { each: true })
  readonly certificates?: readonly CertificateAnswer[];
}

/** By what agents sign in. Its secrets are never answered. */
export class ConnectionAnswer extends IdentityProviderAnswer {
  @IsIdentifier()
  readonly id!: string;

  @IsString()
  readonly name!: string;

  /** SAML 2.0, OpenID Connect, or that agents sign in in an application that is not this service's. */
  @IsIn(['saml', 'oidc', 'elsewhere'])
  readonly kind!: SsoProvider['kind'];

  /** Of SAML: where metadata are read again each day. */
  @Optional()
  @IsString()
  readonly metadataUrl?: string;

  /** Why metadata cannot be read any more. */
  @Optional()
  @Nested(() => RefreshFailureAnswer)
  readonly refreshFailure?: RefreshFailureAnswer;

  /** Of SAML: where people are sent back to, below the address at which browsers reach the service. */
  @Optional()
  @IsString()
  readonly acsPath?: string;

  /** Of SAML: for whom assertions are made, below the same address. */
  @Optional()
  @IsString()
  readonly audiencePath?: string;

  /** Of OpenID Connect: where people are sent back to, below the same address. */
  @Optional()
  @IsString()
  readonly callbackPath?: string;

  /** Of OpenID Connect. */
  @Optional()
  @IsString()
  readonly clientId?: string;

  @Optional()
  @IsInstant()
  readonly clientSecretSetAt?: string;

  /** Whether the client secret can be decrypted, and with the newest key; only in lists. */
  @Optional()
  @IsIn(secretStates)
  readonly secret?: (typeof secretStates)[number];

  /** When metadata or certificates were last looked at. */
  @Optional()
  @IsInstant()
  readonly checkedAt?: string;

  /** Counts from 1, one up with every change; the entity tag holds it. */
  @IsInt()
  readonly version!: number;

  @IsInstant()
  readonly createdAt!: string;

  @IsInstant()
  readonly lastModifiedAt!: string;
}

export function showConnection(
  { state }: SsoConnection,
  secret?: ConnectionAnswer['secret'],
): ConnectionAnswer {
  const { id, name, provider, checkedAt, version, createdAt, lastModifiedAt } = state;
  const shown = { ...showProvider(provider), ...showPaths(state) };
  return { id, name, ...shown, secret, checkedAt, version, createdAt, lastModifiedAt };
}

function showProvider(provider: SsoProvider) {
  const { kind, issuer } = provider;
  switch (kind) {
    case 'saml': {
      const { ssoUrl, certificates, metadataUrl, refreshFailure } = provider;
      return {
        ...{ kind, issuer, ssoUrl, metadataUrl, refreshFailure },
        certificates: certificates.map(showCertificate),
      };
    }
    case 'oidc': {
      const { clientId, clientSecretSetAt } = provider;
      return { kind, issuer, clientId, clientSecretSetAt };
    }
    case 'elsewhere':
      return { kind, issuer };
  }
}

function showPaths(state: SsoConnectionState) {
  const paths = connectionPaths(state);
  switch (paths?.kind) {
    case 'saml':
      return { acsPath: paths.acs, audiencePath: paths.audience };
    case 'oidc':
      return { callbackPath: paths.callback };
    case undefined:
      return {};
  }
}

export const showCertificate = ({
  fingerprint,
  subject,
  notAfter,
}: SigningCertificate): CertificateAnswer => ({
  ...{ fingerprint, subject, notAfter },
});

export class RemovedConnectionAnswer {
  /** Without any connection agents can still be deactivated and removed, and nothing else. */
  @IsBoolean()
  readonly wasLast!: boolean;
}
