import type {
  ProfileAttributeRepository,
  ProfileAttributeUsage,
} from '../../../application/ports/profile-attribute-repository.ts';
import { foldCase } from '../../../criteria/fold-case.ts';
import { profileField } from '../../../domain/agent/agent-fields.ts';
import type { KnownProfileAttribute } from '../../../domain/profile-attribute/known-profile-attribute.ts';
import type { ProfileAttributeChange } from '../../../domain/profile-attribute/profile-attribute.ts';
import { valuesAsWritten } from '../agents/values-as-written.ts';
import type { SqlDialect } from '../dialects/sql-dialect.ts';
import { profileAttributeEntity } from '../entities/profile-attribute-entity.ts';
import { bitsOf, decidedRow, profileAttributeOf } from '../policy/profile-attribute-row.ts';
import type { AccountScope } from '../scope/account-scope.ts';
import { AccountStatement } from '../scope/account-statement.ts';
import { requireFewAttributes } from './profile-attribute-catalogue.ts';

/**
 * Rows of a path of which each agent has one, or one of each value: nearly always those of element 0. `COUNT(DISTINCT)` would
 * keep a list of all agents, where the index has their rows in order.
 */
const firstRows = ({ byIndex }: SqlDialect, alike: string): string =>
  `FROM agent_values AS v${byIndex('agent_values_value')} WHERE v.account_id = :account AND v.path = ? AND (v.element = 0 OR NOT EXISTS (SELECT 1 FROM agent_values AS e WHERE e.account_id = v.account_id AND e.agent_id = v.agent_id AND e.path = v.path AND e.element < v.element${alike}))`;

const count = (dialect: SqlDialect) =>
  AccountStatement.of(`SELECT COUNT(*) AS agents ${firstRows(dialect, '')}`);
const common = (dialect: SqlDialect) =>
  AccountStatement.of(
    `SELECT v.value_key, COUNT(*) AS agents, MIN(v.agent_id) AS example ${firstRows(dialect, ' AND e.value_key = v.value_key')} GROUP BY v.value_key ORDER BY agents DESC, v.value_key LIMIT 10`,
  );

interface CommonValueRow {
  readonly value_key: string;
  readonly agents: number;
  readonly example: string;
}

export class SqlProfileAttributeRepository implements ProfileAttributeRepository {
  constructor(private readonly scope: AccountScope) {}

  async list(): Promise<readonly KnownProfileAttribute[]> {
    return (await this.attributes.list('name_key')).map(profileAttributeOf);
  }

  async find(name: string): Promise<KnownProfileAttribute | undefined> {
    const row = await this.attributes.find({ name_key: foldCase(name) });
    return row && profileAttributeOf(row);
  }

  async usage(name: string): Promise<ProfileAttributeUsage> {
    const { path } = profileField(name);
    const { dialect } = this.scope;
    const [counted] = await this.scope.rows<{ agents: number }>(count(dialect), [path]);
    const rows = await this.scope.rows<CommonValueRow>(common(dialect), [path]);
    const written = await valuesAsWritten(
      this.scope,
      path,
      rows.map(({ example }) => example),
    );
    return {
      agents: Number(counted?.agents ?? 0),
      commonValues: rows.flatMap(({ value_key, agents }) => {
        const value = written.get(value_key);
        return value === undefined ? [] : [{ value, agents: Number(agents) }];
      }),
    };
  }

  async store({ before, state: { state }, events }: ProfileAttributeChange): Promise<void> {
    if (events.length === 0) return;
    this.scope.requirePolicyChange();
    const key = foldCase(state.name);
    const isKnown = before !== undefined && (await this.find(state.name)) !== undefined;
    if (isKnown) await this.attributes.update({ name_key: key }, decidedRow(state));
    else {
      await requireFewAttributes(this.scope, [key]);
      const row = { name_key: key, name: state.name, types: bitsOf(state), ...decidedRow(state) };
      await this.attributes.insert(row);
    }
    this.scope.collect(events);
  }

  private get attributes() {
    return this.scope.table(profileAttributeEntity);
  }
}
