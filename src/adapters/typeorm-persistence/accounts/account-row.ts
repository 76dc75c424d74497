import { Account } from '../../../domain/account/account.ts';
import { accountId } from '../../../domain/shared/identifiers.ts';
import type { Instant } from '../../../domain/shared/instant.ts';
import type { accountEntity } from '../entities/account-entity.ts';
import type { RowOf } from '../entities/column-lists.ts';

export type AccountRow = RowOf<typeof accountEntity>;

export function accountOf(row: AccountRow): Account {
  return Account.restore({
    id: accountId(row.id),
    name: row.name,
    sso: row.sso_issuer === null ? undefined : { provider: 'okta', issuer: row.sso_issuer },
    groupsOverScim: row.groups_over_scim === 1,
    acceptsUndeclared: row.accepts_undeclared === 1,
    version: row.version,
    createdAt: row.created_at as Instant,
    lastModifiedAt: row.last_modified_at as Instant,
  });
}
