import { DomainError } from '../../../domain/shared/domain-error.ts';
import { type OidcProvider, oidcProvider } from '../../../domain/sign-in/sso-provider.ts';
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
  const clientSecret =
    draft.clientSecret === undefined ? undefined : secretSeal.seal(draft.clientSecret, owner);
  const metadata = await identityProviders.discover(issuer);
  // As the provider names itself, which may differ in a slash.
  const named = draft.issuer === undefined ? issuer : metadata.issuer;
  const provider =
    clientSecret === undefined
      ? storedFor(named, clientId, stored)
      : oidcProvider({ issuer: named, clientId, clientSecret, clientSecretSetAt: at });
  const client = await oidcSignIn.tryClient({ owner, provider }, at);
  return { kind: 'oidc', metadata, wasAsked: true, client };
}

/** The stored secret, which is sent to nobody but whom it is stored for. */
function storedFor(issuer: string, clientId: string, stored: OidcProvider | undefined): OidcProvider {
  if (stored?.issuer === issuer && stored.clientId === clientId) return stored;
  const why =
    stored === undefined
      ? 'No connection has a secret for this client.'
      : 'The stored client secret is sent to nobody but the issuer and the client that it is stored for.';
  throw new DomainError('ssoSettingsInvalid', `${why} Give the client secret as well.`, {
    attribute: 'clientSecret',
  });
}
