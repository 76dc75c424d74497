import type { Scalar } from '../../../criteria/field.ts';
import { foldCase } from '../../../criteria/fold-case.ts';
import { Group } from '../../../domain/group/group.ts';
import type { GroupOrigin } from '../../../domain/group/group-state.ts';
import { groupTemplateId } from '../../../domain/group/group-template.ts';
import type { MembershipRule } from '../../../domain/group/membership-rule.ts';
import { type AgentId, accountId, groupId } from '../../../domain/shared/identifiers.ts';
import type { Instant } from '../../../domain/shared/instant.ts';
import type { SqlValue } from '../connections/sql-connection.ts';
import { columnsOf, type RowOf, selected, valuesIn } from '../entities/column-lists.ts';
import { groupEntity } from '../entities/group-entity.ts';
import { valueKey } from '../value-index/value-keys.ts';

/** What a group is found by besides: the folded name, and what a template needs to find the group of a value. */
const readColumns = columnsOf(
  groupEntity,
  'display_name_key',
  'template_path',
  'template_value_key',
  'includes_deactivated',
);

export type GroupRow = Pick<RowOf<typeof groupEntity>, (typeof readColumns)[number]>;

/** Of `agent_groups AS g`. */
export const groupColumns = selected('g', readColumns);

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
    givesRole: row.gives_role ?? undefined,
    grantedTo: row.granted_to === null ? [] : (JSON.parse(row.granted_to) as AgentId[]),
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

/** The key by which the value index has the value of a group that a template made. */
export const keyOf = (value: Scalar): string => valueKey(value).key;

/** The columns that the account's id is followed by when a group is written first. */
export const insertedColumns = columnsOf(groupEntity, 'account_id');
/** Those that nothing changes. */
const fixedColumns = [
  ...(['account_id', 'id', 'kind', 'governed_by'] as const),
  ...(['template_id', 'template_path', 'template_value_key', 'created_at'] as const),
] as const;
/** Those that a change of the name may write. */
export const renamedColumns = columnsOf(groupEntity, ...fixedColumns);
/** Those that any other change may write: the keys of names that became one have been kept apart by a migration. */
export const changedColumns = columnsOf(groupEntity, ...fixedColumns, 'display_name', 'display_name_key');

export const insertedValues = (group: Group): SqlValue[] => valuesIn(insertedColumns, writtenRow(group));
export const changedValues = (group: Group, columns: ChangedColumns): SqlValue[] =>
  valuesIn(columns, writtenRow(group));

type ChangedColumns = typeof renamedColumns | typeof changedColumns;

function writtenRow({ state }: Group): Omit<RowOf<typeof groupEntity>, 'account_id'> {
  const { rule, origin } = state;
  return {
    id: state.id,
    display_name: state.displayName,
    display_name_key: foldCase(state.displayName),
    external_id: state.externalId ?? null,
    kind: state.kind,
    governed_by: state.governedBy,
    rule: rule === undefined ? null : JSON.stringify(rule),
    template_id: origin?.templateId ?? null,
    template_path: origin?.field.path ?? null,
    template_value_key: origin === undefined ? null : keyOf(origin.value),
    includes_deactivated: rule === undefined ? null : Number(rule.includesDeactivated),
    gives_role: state.givesRole ?? null,
    granted_to: state.grantedTo.length === 0 ? null : JSON.stringify(state.grantedTo),
    version: state.version,
    created_at: state.createdAt,
    last_modified_at: state.lastModifiedAt,
  };
}
