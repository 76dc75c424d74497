import type { SsoConnectionId } from '../../domain/sign-in/sso-connection.ts';
import { IsIdentifier } from '../input/is-identifier.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { AtVersion } from '../version/at-version.ts';
import { findConnection } from './connections/find-connection.ts';

export class SsoConnectionRemoval extends AtVersion {
  @IsIdentifier()
  readonly id!: SsoConnectionId;
}

export interface RemovedSsoConnection {
  /** Without any connection agents can still be deactivated and removed, and nothing else. */
  readonly wasLast: boolean;
}

/**
 * Removes a connection, with its settings and its secret.
 *
 * @throws DomainError `connectionNotFound`, `versionDiffers`.
 */
export const removeSsoConnection = defineUseCase({
  name: 'RemoveSsoConnection',
  permission: 'sso:write',
  kind: 'changes',
  input: SsoConnectionRemoval,
  target: ({ id }) => ({ type: 'connection', id }),
  run: async ({ ssoConnections }, _, { id, ifVersion }, { at, attempt }): Promise<RemovedSsoConnection> => {
    const connection = await findConnection(ssoConnections, id, attempt, ifVersion);
    await ssoConnections.store(connection.remove(at));
    return { wasLast: (await ssoConnections.list()).length === 0 };
  },
});
