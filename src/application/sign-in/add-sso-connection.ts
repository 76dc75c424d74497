import { IsString } from 'class-validator';
import { DomainError } from '../../domain/shared/domain-error.ts';
import { requireRoomFor } from '../../domain/sign-in/account-connections.ts';
import { SsoConnection, ssoConnectionId } from '../../domain/sign-in/sso-connection.ts';
import { oidcProvider, type SsoProvider, samlProvider } from '../../domain/sign-in/sso-provider.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { type CheckedSettings, checkedSettings, SsoSettings } from './connections/sso-settings.ts';

export class SsoConnectionAddition extends SsoSettings {
  /** By which people tell it from other connections. */
  @IsString()
  readonly name!: string;
}

/**
 * Adds a connection by which agents sign in, once its identity provider was asked; from then on agents can be provisioned.
 * It is of SAML 2.0, with `metadataXml` or `metadataUrl`, or of OpenID Connect, with `issuer`, `clientId` and `clientSecret`.
 *
 * @throws DomainError `ssoNameInvalid`, `ssoNameTaken`, `ssoSettingsInvalid`, `ssoMetadataInvalid`,
 * `identityProviderUnreachable`, `secretKeyMissing`, `attributeTooLarge`.
 */
export const addSsoConnection = defineUseCase({
  name: 'AddSsoConnection',
  permission: 'sso:write',
  // The provider is asked before the transaction, which holds a connection to the database.
  kind: 'ownTransactions',
  input: SsoConnectionAddition,
  target: ({ name }) => ({ type: 'connection', name }),
  run: async (unitOfWork, caller, { name, ...settings }, context): Promise<SsoConnection> => {
    const { accountId } = caller;
    const id = ssoConnectionId(context.identifiers.next());
    const provider = providerOf(await checkedSettings(settings, { accountId, id }, context));
    const change = SsoConnection.add(id, accountId, name, provider, context.at);
    await unitOfWork.transact(caller, async ({ ssoConnections }) => {
      requireRoomFor(change.state, await ssoConnections.list());
      await ssoConnections.store(change);
    });
    return change.state;
  },
});

function providerOf(settings: CheckedSettings | undefined): SsoProvider {
  if (settings?.kind === 'saml') return samlProvider(settings.metadata, settings.metadataUrl);
  const { issuer, clientId, clientSecret, clientSecretSetAt } = settings ?? {};
  const isWhole = issuer !== undefined && clientId !== undefined && clientSecret !== undefined;
  if (isWhole && clientSecretSetAt !== undefined)
    return oidcProvider({ issuer, clientId, clientSecret, clientSecretSetAt });
  throw new DomainError(
    'ssoSettingsInvalid',
    'A connection needs metadataXml or metadataUrl for SAML, or issuer, clientId and clientSecret for OpenID Connect.',
  );
}
