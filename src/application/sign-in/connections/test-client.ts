import { DomainError } from '../../../domain/shared/domain-error.ts';
import {
  type OidcProvider,
  oidcProvider,
  revisedOidcProvider,
} from '../../../domain/sign-in/sso-provider.ts';
import type { OidcMetadata } from '../../ports/identity-providers.ts';
import type { OidcClientOutcome } from '../../ports/oidc-sign-in.ts';
import type { SecretOwner } from '../../ports/secret-seal.ts';
import type { UseCaseContext } from '../../use-case/use-case.ts';
import type { SsoSettings } from './sso-settings.ts';

export interface OidcTestResult {
  readonly kind: 'oidc';
  readonly metadata: OidcMetadata;
  readonly wasAsked: true;
  /** Whether it accepts the client; absent where only the issuer is tested. */
  readonly client?: OidcClientOutcome;
}

/** What a connection is to have that is not saved. */
export type ClientDraft = Pick<SsoSettings, 'issuer' | 'clientId' | 'clientSecret'>;

/**
 * Asks an OpenID Connect provider what it says of itself, and whether it accepts the client.
 *
 * @param draft - what is not given is that of the stored one.
 * @param owner - whose secret it is.
 * @throws DomainError `ssoSettingsInvalid`, `ssoMetadataInvalid`, `identityProviderUnreachable`, `secretKeyMissing`.
 */
export async function testClient(
  draft: ClientDraft,
  owner: SecretOwner,
  stored: OidcProvider | undefined,
  { at, identityProviders, oidcSignIn, secretSeal }: UseCaseContext,
): Promise<OidcTestResult> {
  const { issuer = stored?.issuer, clientId = stored?.clientId } = draft;
  if (issuer === undefined || clientId === undefined) {
    const message = 'A client that no connection has yet is tested with issuer, clientId and clientSecret.';
    throw new DomainError('ssoSettingsInvalid', message);
  }
  // Sealed first: without a key it cannot be saved, and nobody need be asked.
  const secret = draft.clientSecret !== undefined && {
    clientSecret: secretSeal.seal(draft.clientSecret, owner),
    clientSecretSetAt: at,
  };
  const metadata = await identityProviders.discover(issuer);
  // As the provider names itself, which may differ in a slash.
  const settings = { issuer: draft.issuer === undefined ? issuer : metadata.issuer, clientId };
  const provider = providerOf(settings, secret, stored);
  const client = await oidcSignIn.tryClient({ owner, provider }, at);
  return { kind: 'oidc', metadata, wasAsked: true, client };
}

function providerOf(
  settings: Pick<OidcProvider, 'issuer' | 'clientId'>,
  secret: Pick<OidcProvider, 'clientSecret' | 'clientSecretSetAt'> | false,
  stored: OidcProvider | undefined,
): OidcProvider {
  if (stored !== undefined) return revisedOidcProvider(stored, { ...settings, ...secret });
  if (secret) return oidcProvider({ ...settings, ...secret });
  const message = 'No connection has a secret for this client. Give the client secret as well.';
  throw new DomainError('ssoSettingsInvalid', message, { attribute: 'clientSecret' });
}
