import type { Field } from '../../../criteria/field.ts';
import { GroupTemplate } from '../../../domain/group/group-template.ts';
import { accountId, groupTemplateId } from '../../../domain/shared/identifiers.ts';
import type { Instant } from '../../../domain/shared/instant.ts';
import type { AccountScope } from '../account-scope.ts';
import { AccountStatement } from '../account-statement.ts';
import { columnsOf, type RowOf } from '../entities/column-lists.ts';
import { groupTemplateEntity } from '../entities/group-template-entity.ts';

// Ids grow with time.
const list = new AccountStatement(
  `SELECT ${columnsOf(groupTemplateEntity).join(', ')} FROM group_templates WHERE account_id = :account ORDER BY id`,
);

/** All of the account's, of which there are few. */
export async function listTemplates(scope: AccountScope): Promise<readonly GroupTemplate[]> {
  return (await scope.rows<RowOf<typeof groupTemplateEntity>>(list, [])).map((row) =>
    GroupTemplate.restore({
      id: groupTemplateId(row.id),
      accountId: accountId(row.account_id),
      kind: row.kind,
      attribute: row.attribute,
      field: JSON.parse(row.field) as Field,
      namePattern: row.name_pattern,
      includesDeactivated: row.includes_deactivated === 1,
      createdAt: row.created_at as Instant,
      removed: false,
    }),
  );
}
