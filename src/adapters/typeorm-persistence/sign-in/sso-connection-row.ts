import { foldCase } from '../../../criteria/fold-case.ts';
import { accountId } from '../../../domain/shared/identifiers.ts';
import type { Instant } from '../../../domain/shared/instant.ts';
import { logoutKeyOf } from '../../../domain/sign-in/logout-key.ts';
import { SsoConnection, ssoConnectionId } from '../../../domain/sign-in/sso-connection.ts';
import type { SsoProvider } from '../../../domain/sign-in/sso-provider.ts';
import type { RowOf } from '../entities/column-lists.ts';
import type { ssoConnectionEntity } from '../entities/sso-connection-entity.ts';

type SsoConnectionRow = RowOf<typeof ssoConnectionEntity>;

export const connectionOf = (row: SsoConnectionRow): SsoConnection =>
  SsoConnection.restore({
    id: ssoConnectionId(row.id),
    accountId: accountId(row.account_id),
    name: row.name,
    // The settings are those of the kind, which stands beside them.
    provider: { kind: row.kind, issuer: row.issuer, ...row.settings } as SsoProvider,
    ...(row.checked_at !== null && { checkedAt: row.checked_at as Instant }),
    version: row.version,
    createdAt: row.created_at as Instant,
    lastModifiedAt: row.last_modified_at as Instant,
  });

/** All but whose it is. */
export function rowOfConnection(connection: SsoConnection): Omit<SsoConnectionRow, 'account_id'> {
  const { id, name, provider, version, createdAt, lastModifiedAt } = connection.state;
  const { kind, issuer, ...settings } = provider;
  return {
    ...{ id, name, name_key: foldCase(name), kind, issuer, settings, ...checksOf(connection) },
    ...{ version, created_at: createdAt, last_modified_at: lastModifiedAt },
    logout_key: logoutKeyOf(provider) ?? null,
  };
}

export const checksOf = ({
  state,
  checkDueAt,
}: SsoConnection): Pick<SsoConnectionRow, 'checked_at' | 'check_due_at'> => ({
  checked_at: state.checkedAt ?? null,
  check_due_at: checkDueAt ?? null,
});
