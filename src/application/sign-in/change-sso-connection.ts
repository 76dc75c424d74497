import { IsString } from 'class-validator';
import { requireRoomFor } from '../../domain/sign-in/account-connections.ts';
import type { SsoConnection, SsoConnectionId } from '../../domain/sign-in/sso-connection.ts';
import { revisedOidcProvider, type SsoProvider, samlProvider } from '../../domain/sign-in/sso-provider.ts';
import { IsIdentifier } from '../input/is-identifier.ts';
import { Optional } from '../input/optional.ts';
import type { SsoConnectionReader } from '../ports/sso-connection-repository.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { IsVersionCondition, type VersionCondition } from '../version/version-condition.ts';
import { findConnection } from './connections/find-connection.ts';
import { type CheckedSettings, checkedSettings, SsoSettings } from './connections/sso-settings.ts';

export class SsoConnectionRevision extends SsoSettings {
  @IsIdentifier()
  readonly id!: SsoConnectionId;

  @Optional()
  @IsString()
  readonly name?: string;

  /** Refuse unless the connection is at such a version. */
  @Optional()
  @IsVersionCondition()
  readonly ifVersion?: VersionCondition;
}

/**
 * Changes what is given of a connection, once its identity provider was asked; what is not given stays, except that another
 * issuer needs a client secret of its own. Its id stays in any case, and with it the addresses that the identity provider knows.
 *
 * @throws DomainError `connectionNotFound`, `versionDiffers`, `ssoNameInvalid`, `ssoNameTaken`, `ssoSettingsInvalid`, `ssoMetadataInvalid`,
 * `identityProviderUnreachable`, `secretKeyMissing`.
 */
export const changeSsoConnection = defineUseCase({
  name: 'ChangeSsoConnection',
  permission: 'sso:write',
  kind: 'ownTransactions',
  input: SsoConnectionRevision,
  target: ({ id }) => ({ type: 'connection', id }),
  run: async (unitOfWork, caller, { id, name, ifVersion, ...given }, context): Promise<SsoConnection> => {
    const { at, attempt } = context;
    const current = (connections: SsoConnectionReader) => findConnection(connections, id, attempt, ifVersion);
    await unitOfWork.read(caller, ({ ssoConnections }) => current(ssoConnections));
    const settings = await checkedSettings(given, { accountId: caller.accountId, id }, context);
    return unitOfWork.transact(caller, async ({ ssoConnections }) => {
      const connection = await current(ssoConnections);
      const provider = settings && providerWith(connection, settings);
      const change = connection.change({ name, provider }, at);
      requireRoomFor(change.state, await ssoConnections.list());
      await ssoConnections.store(change);
      return change.state;
    });
  },
});

/** @throws DomainError `ssoSettingsInvalid`, `ssoMetadataInvalid`. */
function providerWith(connection: SsoConnection, settings: CheckedSettings): SsoProvider {
  connection.requireKind(settings.kind);
  if (settings.kind === 'saml') return samlProvider(settings.metadata, settings.metadataUrl);
  const { provider } = connection.state;
  return provider.kind === 'oidc' ? revisedOidcProvider(provider, settings) : provider;
}
