import { DomainError } from '../../domain/shared/domain-error.ts';
import type { SsoConnection } from '../../domain/sign-in/sso-connection.ts';
import type { SecretSeal } from '../ports/secret-seal.ts';
import { defineUseCase } from '../use-case/use-case.ts';

export interface ListedSsoConnection {
  readonly connection: SsoConnection;
  /** Whether its secret opens, and with the newest key; absent where it has none. */
  readonly secret?: 'opens' | 'opensWithOlderKey' | 'unreadable';
}

/** The Single Sign-On connections of the account, the oldest first. No secret is told, sealed or not. */
export const listSsoConnections = defineUseCase({
  name: 'ListSsoConnections',
  permission: 'sso:read',
  kind: 'reads',
  run: async ({ ssoConnections }, _, __, { secretSeal }): Promise<readonly ListedSsoConnection[]> =>
    (await ssoConnections.list()).map((connection) => ({
      connection,
      secret: stateOfSecret(connection, secretSeal),
    })),
});

function stateOfSecret({ state }: SsoConnection, seal: SecretSeal): ListedSsoConnection['secret'] {
  if (state.provider.kind !== 'oidc') return undefined;
  const { clientSecret } = state.provider;
  try {
    seal.open(clientSecret, state);
    return seal.isCurrent(clientSecret) ? 'opens' : 'opensWithOlderKey';
  } catch (error) {
    if (error instanceof DomainError) return 'unreadable';
    throw error;
  }
}
