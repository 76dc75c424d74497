import type { Field } from '../../../criteria/field.ts';
import type { GroupKind } from '../../../domain/group/group-reference.ts';
import { GroupTemplate } from '../../../domain/group/group-template.ts';
import { accountId, groupTemplateId } from '../../../domain/shared/identifiers.ts';
import type { Instant } from '../../../domain/shared/instant.ts';
import type { AccountScope } from '../account-scope.ts';
import { AccountStatement } from '../account-statement.ts';

/** A row of `group_templates`. */
interface GroupTemplateRow {
  readonly account_id: string;
  readonly id: string;
  readonly kind: GroupKind;
  readonly attribute: string;
  readonly field: string;
  readonly name_pattern: string;
  readonly includes_deactivated: number;
  readonly created_at: string;
}

// Ids grow with time.
const list = new AccountStatement(
  'SELECT account_id, id, kind, attribute, field, name_pattern, includes_deactivated, created_at FROM group_templates WHERE account_id = :account ORDER BY id',
);

/** All of the account's, of which there are few. */
export async function listTemplates(scope: AccountScope): Promise<readonly GroupTemplate[]> {
  return (await scope.rows<GroupTemplateRow>(list, [])).map((row) =>
    GroupTemplate.restore({
      id: groupTemplateId(row.id),
      accountId: accountId(row.account_id),
      kind: row.kind,
      attribute: row.attribute,
      field: JSON.parse(row.field) as Field,
      namePattern: row.name_pattern,
      includesDeactivated: row.includes_deactivated === 1,
      createdAt: row.created_at as Instant,
    }),
  );
}
