import type { Instant } from '../../../domain/shared/instant.ts';
import { requireRoomFor } from '../../../domain/sign-in/account-connections.ts';
import { SsoConnection, ssoConnectionId } from '../../../domain/sign-in/sso-connection.ts';
import { signInElsewhere } from '../../../domain/sign-in/sso-provider.ts';
import type { Caller } from '../../ports/caller.ts';
import type { IdentifierSource } from '../../ports/identifier-source.ts';
import type { SsoConnectionRepository } from '../../ports/sso-connection-repository.ts';
import type { WriteScope } from '../../ports/unit-of-work.ts';

/** What the connection is called, of which an account has one at most. */
const connectionName = 'Sign-in elsewhere';

/**
 * Has the account's agents sign in with that issuer, in an application that is not this service's.
 *
 * @throws DomainError `ssoIssuerInvalid`, `ssoNameTaken`.
 */
export async function connectElsewhere(
  { ssoConnections }: Pick<WriteScope, 'ssoConnections'>,
  { accountId }: Caller,
  issuer: string,
  { at, identifiers }: { readonly at: Instant; readonly identifiers: IdentifierSource },
): Promise<void> {
  const provider = signInElsewhere(issuer);
  const connections = await ssoConnections.list();
  const before = connections.find(isElsewhere);
  const change =
    before === undefined
      ? SsoConnection.add(ssoConnectionId(identifiers.next()), accountId, connectionName, provider, at)
      : before.change({ provider }, at);
  requireRoomFor(change.state, connections);
  await ssoConnections.store(change);
}

export async function disconnectElsewhere(
  ssoConnections: SsoConnectionRepository,
  at: Instant,
): Promise<void> {
  const connection = (await ssoConnections.list()).find(isElsewhere);
  if (connection !== undefined) await ssoConnections.store(connection.remove(at));
}

const isElsewhere = ({ state }: SsoConnection): boolean => state.provider.kind === 'elsewhere';
