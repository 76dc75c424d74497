import { DomainError } from '../../../domain/shared/domain-error.ts';
import type { SsoConnection, SsoConnectionId } from '../../../domain/sign-in/sso-connection.ts';
import type { SsoConnectionReader } from '../../ports/sso-connection-repository.ts';
import type { OpenAttempt } from '../../refusals/open-attempt.ts';
import { requireVersion, type VersionCondition } from '../../version/version-condition.ts';

/**
 * The connection, whose name the attempt then bears.
 *
 * @param ifVersion - absent when any version will do.
 * @throws DomainError `connectionNotFound`, `versionDiffers`.
 */
export async function findConnection(
  connections: SsoConnectionReader,
  id: SsoConnectionId,
  attempt: OpenAttempt,
  ifVersion?: VersionCondition,
): Promise<SsoConnection> {
  const connection = await connections.find(id);
  if (connection === undefined) throw connectionNotFound(id);
  attempt.target = { type: 'connection', id, name: connection.state.name };
  requireVersion('connection', connection.state, ifVersion);
  return connection;
}

export const connectionNotFound = (id: SsoConnectionId): DomainError =>
  new DomainError(
    'connectionNotFound',
    `There is no Single Sign-On connection ${JSON.stringify(id.slice(0, 80))} here.`,
  );
