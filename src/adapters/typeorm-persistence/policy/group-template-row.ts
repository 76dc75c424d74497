import { GroupTemplate, groupTemplateId } from '../../../domain/group/group-template.ts';
import { accountId } from '../../../domain/shared/identifiers.ts';
import type { Instant } from '../../../domain/shared/instant.ts';
import type { RowOf } from '../entities/column-lists.ts';
import { groupTemplateEntity } from '../entities/group-template-entity.ts';
import type { AccountScope } from '../scope/account-scope.ts';

type GroupTemplateRow = RowOf<typeof groupTemplateEntity>;

/** All of the account's, of which there are few, the oldest first. */
export async function listTemplates(scope: AccountScope): Promise<readonly GroupTemplate[]> {
  // Ids grow with time.
  return (await scope.table(groupTemplateEntity).list('id')).map(groupTemplateOf);
}

const groupTemplateOf = (row: GroupTemplateRow): GroupTemplate =>
  GroupTemplate.restore({
    id: groupTemplateId(row.id),
    accountId: accountId(row.account_id),
    kind: row.kind,
    attribute: row.attribute,
    field: row.field,
    namePattern: row.name_pattern,
    includesDeactivated: row.includes_deactivated === 1,
    createdAt: row.created_at as Instant,
  });

export const rowOfTemplate = ({ state }: GroupTemplate): Omit<GroupTemplateRow, 'account_id'> => ({
  id: state.id,
  kind: state.kind,
  attribute: state.attribute,
  path: state.field.path,
  field: state.field,
  name_pattern: state.namePattern,
  includes_deactivated: Number(state.includesDeactivated),
  created_at: state.createdAt,
});
