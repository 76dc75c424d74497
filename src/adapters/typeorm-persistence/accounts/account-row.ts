import { Account } from '../../../domain/account/account.ts';
import { accountId } from '../../../domain/shared/identifiers.ts';
import type { Instant } from '../../../domain/shared/instant.ts';

/** A row of `accounts`. */
export interface AccountRow {
  readonly account_id: string;
  readonly account_name: string;
  readonly sso_issuer: string | null;
  readonly groups_over_scim: number;
  readonly accepts_undeclared: number;
  readonly account_version: number;
  readonly account_created_at: string;
  readonly account_last_modified_at: string;
}

export const accountColumns =
  'accounts.id AS account_id, accounts.name AS account_name, sso_issuer, groups_over_scim, accepts_undeclared, accounts.version AS account_version, accounts.created_at AS account_created_at, accounts.last_modified_at AS account_last_modified_at';

export function accountOf(row: AccountRow): Account {
  return Account.restore({
    id: accountId(row.account_id),
    name: row.account_name,
    sso: row.sso_issuer === null ? undefined : { provider: 'okta', issuer: row.sso_issuer },
    groupsOverScim: row.groups_over_scim === 1,
    acceptsUndeclared: row.accepts_undeclared === 1,
    version: row.account_version,
    createdAt: row.account_created_at as Instant,
    lastModifiedAt: row.account_last_modified_at as Instant,
  });
}
