import { IsNotEmpty, IsString, MaxLength } from 'class-validator';
import { DomainError } from '../../../domain/shared/domain-error.ts';
import type { OidcProvider, SamlMetadata } from '../../../domain/sign-in/sso-provider.ts';
import { Optional } from '../../input/optional.ts';
import type { SecretOwner } from '../../ports/secret-seal.ts';
import type { UseCaseContext } from '../../use-case/use-case.ts';

const metadataCharactersMax = 1_048_576;
const textCharactersMax = 1024;

/** Where an identity provider says what it is: its SAML metadata, where they are, or its issuer. */
export class ProviderReference {
  /** SAML metadata as they were downloaded. */
  @Optional()
  @IsString()
  @MaxLength(metadataCharactersMax)
  readonly metadataXml?: string;

  /** Where SAML metadata are read, once now and each day. */
  @Optional()
  @MaxLength(textCharactersMax)
  readonly metadataUrl?: string;

  /** Of OpenID Connect, such as `https://acme.okta.com`. */
  @Optional()
  @MaxLength(textCharactersMax)
  readonly issuer?: string;
}

/** The same, and what the provider gave an OpenID Connect client. */
export class SsoSettings extends ProviderReference {
  @Optional()
  @MaxLength(textCharactersMax)
  readonly clientId?: string;

  @Optional()
  @IsNotEmpty()
  @MaxLength(textCharactersMax)
  readonly clientSecret?: string;
}

/** The settings once the identity provider was asked about them: what is to be kept of the one kind or of the other. */
export type CheckedSettings =
  | { readonly kind: 'saml'; readonly metadata: SamlMetadata; readonly metadataUrl?: string }
  | ({ readonly kind: 'oidc' } & Partial<Omit<OidcProvider, 'kind'>>);

/**
 * Asks the identity provider, and seals the secret; `undefined` where no settings are given.
 *
 * @throws DomainError `ssoSettingsInvalid`, `ssoMetadataInvalid`, `identityProviderUnreachable`, `secretKeyMissing`.
 */
export async function checkedSettings(
  { metadataXml, metadataUrl, issuer, clientId, clientSecret }: SsoSettings,
  owner: SecretOwner,
  { at, identityProviders, secretSeal }: UseCaseContext,
): Promise<CheckedSettings | undefined> {
  const isOidc = [issuer, clientId, clientSecret].some((given) => given !== undefined);
  requireOneWay([metadataXml !== undefined, metadataUrl !== undefined, isOidc]);
  if (metadataXml !== undefined)
    return { kind: 'saml', metadata: await identityProviders.readMetadata(metadataXml, at) };
  if (metadataUrl !== undefined)
    return { kind: 'saml', metadata: await identityProviders.fetchMetadata(metadataUrl, at), metadataUrl };
  if (!isOidc) return undefined;
  return {
    kind: 'oidc',
    // Sealed first: without a key, nobody need be asked.
    ...(clientSecret !== undefined && {
      clientSecret: secretSeal.seal(clientSecret, owner),
      clientSecretSetAt: at,
    }),
    // As the provider names itself, which may differ in a slash.
    ...(issuer !== undefined && { issuer: (await identityProviders.discover(issuer)).issuer }),
    ...(clientId !== undefined && { clientId }),
  };
}

function requireOneWay(given: readonly boolean[]): void {
  if (given.filter(Boolean).length <= 1) return;
  throw new DomainError(
    'ssoSettingsInvalid',
    'Give either metadataXml, or metadataUrl, or issuer, clientId and clientSecret: a connection is of one kind.',
  );
}
