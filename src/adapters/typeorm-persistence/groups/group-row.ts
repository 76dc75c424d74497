import type { Scalar } from '../../../criteria/field.ts';
import { foldCase } from '../../../criteria/fold-case.ts';
import { Group, type GroupOrigin } from '../../../domain/group/group.ts';
import type { GroupGovernance } from '../../../domain/group/group-governance.ts';
import type { GroupKind } from '../../../domain/group/group-reference.ts';
import type { MembershipRule } from '../../../domain/group/membership-rule.ts';
import { accountId, groupId, groupTemplateId } from '../../../domain/shared/identifiers.ts';
import type { Instant } from '../../../domain/shared/instant.ts';
import type { SqlValue } from '../connections/sql-connection.ts';
import { valueKey } from '../search/value-keys.ts';

/** A row of `agent_groups`. */
export interface GroupRow {
  readonly account_id: string;
  readonly id: string;
  readonly display_name: string;
  readonly external_id: string | null;
  readonly kind: GroupKind;
  readonly governed_by: GroupGovernance;
  readonly rule: string | null;
  readonly template_id: string | null;
  readonly version: number;
  readonly created_at: string;
  readonly last_modified_at: string;
}

/** Of `agent_groups AS g`. */
export const groupColumns =
  'g.account_id, g.id, g.display_name, g.external_id, g.kind, g.governed_by, g.rule, g.template_id, g.version, g.created_at, g.last_modified_at';

export function groupOf(row: GroupRow): Group {
  const rule = row.rule === null ? undefined : (JSON.parse(row.rule) as MembershipRule);
  return Group.restore({
    id: groupId(row.id),
    accountId: accountId(row.account_id),
    displayName: row.display_name,
    externalId: row.external_id ?? undefined,
    kind: row.kind,
    governedBy: row.governed_by,
    rule,
    origin: originOf(row, rule),
    version: row.version,
    createdAt: row.created_at as Instant,
    lastModifiedAt: row.last_modified_at as Instant,
  });
}

/** A group that a template made has the value in its rule. */
function originOf({ template_id: id }: GroupRow, rule: MembershipRule | undefined): GroupOrigin | undefined {
  if (id === null || rule?.criteria.kind !== 'compare') return undefined;
  const { field, value } = rule.criteria;
  return { templateId: groupTemplateId(id), field, value };
}

/**
 * What is written of a new group, in the order of `id, kind, governed_by, template_id, template_path,
 * template_value_key, created_at` and the changeable columns.
 */
export function insertableColumns(group: Group): SqlValue[] {
  const { id, kind, governedBy, origin, createdAt } = group.state;
  const from =
    origin === undefined ? [null, null, null] : [origin.templateId, origin.field.path, keyOf(origin.value)];
  return [id, kind, governedBy, ...from, createdAt, ...changeableColumns(group)];
}

/** The key by which the value index has the value of a group that a template made. */
export const keyOf = (value: Scalar): string => valueKey(value).key;

/** In the order of `display_name, display_name_key, external_id, rule, includes_deactivated, version, last_modified_at`. */
export function changeableColumns({ state }: Group): SqlValue[] {
  const { displayName, externalId = null, rule, version, lastModifiedAt } = state;
  const includesDeactivated = rule === undefined ? null : Number(rule.includesDeactivated);
  const ruleColumns = [rule === undefined ? null : JSON.stringify(rule), includesDeactivated];
  return [displayName, foldCase(displayName), externalId, ...ruleColumns, version, lastModifiedAt];
}
