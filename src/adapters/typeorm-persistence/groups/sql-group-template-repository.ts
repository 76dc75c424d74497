import type { GroupTemplateRepository } from '../../../application/ports/group-template-repository.ts';
import type { Scalar } from '../../../criteria/field.ts';
import type {
  GroupTemplate,
  GroupTemplateChange,
  GroupTemplateId,
} from '../../../domain/group/group-template.ts';
import { valuesAsWritten } from '../agents/values-as-written.ts';
import { groupTemplateEntity } from '../entities/group-template-entity.ts';
import { listTemplates, rowOfTemplate } from '../policy/group-template-row.ts';
import type { AccountScope } from '../scope/account-scope.ts';
import { AccountStatement } from '../scope/account-statement.ts';
import { tags } from '../value-index/value-keys.ts';

const values = AccountStatement.of(
  `SELECT value_key, MIN(agent_id) AS example FROM agent_values WHERE account_id = :account AND path = ? AND value_rest IS NULL AND value_key <> '${tags.text}' AND value_key NOT IN (SELECT template_value_key FROM agent_groups WHERE account_id = :account AND template_id = ?) GROUP BY value_key ORDER BY value_key LIMIT ?`,
);

interface ValueRow {
  readonly value_key: string;
  readonly example: string;
}

export class SqlGroupTemplateRepository implements GroupTemplateRepository {
  constructor(private readonly scope: AccountScope) {}

  list(): Promise<readonly GroupTemplate[]> {
    return listTemplates(this.scope);
  }

  async find(id: GroupTemplateId): Promise<GroupTemplate | undefined> {
    return (await this.list()).find(({ state }) => state.id === id);
  }

  async store({ state: template, removes, events }: GroupTemplateChange): Promise<void> {
    this.scope.requirePolicyChange();
    const templates = this.scope.table(groupTemplateEntity);
    if (removes) await templates.delete({ id: template.state.id });
    else await templates.insert(rowOfTemplate(template));
    this.scope.collect(events);
  }

  async valuesWithoutGroup(
    { state: { id, field } }: GroupTemplate,
    limit: number,
  ): Promise<readonly Scalar[]> {
    const parameters = [field.path, id, this.scope.dialect.limit(limit)];
    const rows = await this.scope.rows<ValueRow>(values, parameters);
    // Keys are folded; an agent that has the value says how it is written.
    const examples = rows.map(({ example }) => example);
    const written = await valuesAsWritten(this.scope, field.path, examples);
    return rows.flatMap(({ value_key }) => written.get(value_key) ?? []);
  }
}
