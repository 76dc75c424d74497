import { Group, type GroupGovernance } from '../../../domain/group/group.ts';
import { foldCase } from '../../../domain/shared/fold-case.ts';
import { accountId, groupId } from '../../../domain/shared/identifiers.ts';
import type { Instant } from '../../../domain/shared/instant.ts';
import type { SqlValue } from '../connections/sql-connection.ts';

/** A row of `agent_groups`. */
export interface GroupRow {
  readonly account_id: string;
  readonly id: string;
  readonly display_name: string;
  readonly external_id: string | null;
  readonly governed_by: string;
  readonly version: number;
  readonly created_at: string;
  readonly last_modified_at: string;
}

/** Of `agent_groups AS g`. */
export const groupColumns =
  'g.account_id, g.id, g.display_name, g.external_id, g.governed_by, g.version, g.created_at, g.last_modified_at';

export function groupOf(row: GroupRow): Group {
  return Group.restore({
    id: groupId(row.id),
    accountId: accountId(row.account_id),
    displayName: row.display_name,
    externalId: row.external_id ?? undefined,
    governedBy: row.governed_by as GroupGovernance,
    removed: false,
    version: row.version,
    createdAt: row.created_at as Instant,
    lastModifiedAt: row.last_modified_at as Instant,
  });
}

/** What is written of a new group, in the order of `id, governed_by, created_at` and the changeable columns. */
export function insertableColumns(group: Group): SqlValue[] {
  const { id, governedBy, createdAt } = group.state;
  return [id, governedBy, createdAt, ...changeableColumns(group)];
}

/** In the order of `display_name, display_name_key, external_id, version, last_modified_at`. */
export function changeableColumns({ state }: Group): SqlValue[] {
  const { displayName, externalId = null, version, lastModifiedAt } = state;
  return [displayName, foldCase(displayName), externalId, version, lastModifiedAt];
}
