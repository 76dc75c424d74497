import { Account } from '../../../domain/account/account.ts';
import type { EmailAddress } from '../../../domain/shared/email-address.ts';
import { accountId } from '../../../domain/shared/identifiers.ts';
import type { Instant } from '../../../domain/shared/instant.ts';
import type { accountEntity } from '../entities/account-entity.ts';
import type { RowOf } from '../entities/column-lists.ts';

export type AccountRow = RowOf<typeof accountEntity>;

/** @param ssoIssuers - of its connections, the oldest first. */
export function accountOf(row: AccountRow, ssoIssuers: readonly string[]): Account {
  return Account.restore({
    id: accountId(row.id),
    name: row.name,
    ssoIssuers,
    groupsOverScim: row.groups_over_scim === 1,
    acceptsUndeclared: row.accepts_undeclared === 1,
    directoryOnly: row.directory_only === 1,
    owners: row.owners === null ? [] : (JSON.parse(row.owners) as EmailAddress[]),
    bodiesKeptUntil: row.bodies_kept_until === null ? undefined : (row.bodies_kept_until as Instant),
    auditLogDaysKept: row.audit_log_days_kept ?? undefined,
    auditLogArchive:
      row.audit_log_archived_up_to === null
        ? undefined
        : {
            upTo: Number(row.audit_log_archived_up_to),
            before: row.audit_log_archived_before as Instant,
          },
    closedAt: row.closed_at === null ? undefined : (row.closed_at as Instant),
    version: row.version,
    createdAt: row.created_at as Instant,
    lastModifiedAt: row.last_modified_at as Instant,
  });
}

/** The columns that a change may write; the policy's version is raised by others. */
export function changeableRow({ state }: Account): Omit<AccountRow, 'id' | 'policy_version' | 'created_at'> {
  return {
    name: state.name,
    groups_over_scim: Number(state.groupsOverScim),
    accepts_undeclared: Number(state.acceptsUndeclared),
    directory_only: Number(state.directoryOnly),
    owners: state.owners.length === 0 ? null : JSON.stringify(state.owners),
    bodies_kept_until: state.bodiesKeptUntil ?? null,
    audit_log_days_kept: state.auditLogDaysKept ?? null,
    audit_log_archived_up_to: state.auditLogArchive?.upTo ?? null,
    audit_log_archived_before: state.auditLogArchive?.before ?? null,
    closed_at: state.closedAt ?? null,
    version: state.version,
    last_modified_at: state.lastModifiedAt,
  };
}
