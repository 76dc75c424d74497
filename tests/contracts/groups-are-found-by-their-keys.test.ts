import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import type { SqlConnection } from '../../src/adapters/typeorm-persistence/connections/sql-connection.ts';
import { sqliteDialect } from '../../src/adapters/typeorm-persistence/dialects/sqlite/sqlite-dialect.ts';
import { SqlGroupRepository } from '../../src/adapters/typeorm-persistence/groups/sql-group-repository.ts';
import { AccountScope } from '../../src/adapters/typeorm-persistence/scope/account-scope.ts';
import { ConcurrentChange } from '../../src/application/ports/storage-errors.ts';
import { profileField } from '../../src/domain/agent/agent-fields.ts';
import { Group } from '../../src/domain/group/group.ts';
import { GroupTemplate, groupTemplateId } from '../../src/domain/group/group-template.ts';
import { accountId, groupId } from '../../src/domain/shared/identifiers.ts';
import { clockAt, noon } from '../support/agents.ts';
import { sqlite } from '../support/databases.ts';
import { stageOn } from '../support/open-storage.ts';

// Servers choose so by themselves. SQLite has no statistics, and was seen to hold each key against all of an account's groups.
const stage = stageOn(sqlite);
const account = accountId(crypto.randomUUID());
const caller = {
  principal: { kind: 'anonymous' as const },
  source: 'test',
  requestId: 'test',
  accountId: account,
};

/** How SQLite does what the work asks of groups, each time that it asks. */
async function plansOf(work: (groups: SqlGroupRepository) => Promise<unknown>): Promise<readonly string[]> {
  const database = new Database(stage().url.slice('sqlite:'.length));
  const plans: string[] = [];
  const explain = (sql: string, parameters: readonly unknown[]) => {
    const steps = database
      .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
      .all(...parameters);
    plans.push(...steps.map(({ detail }) => detail).filter((detail) => /agent_groups/.test(detail)));
  };
  const connection = {
    rows: async (sql: string, parameters: readonly unknown[]) => {
      explain(sql, parameters);
      return [];
    },
    run: async (sql: string, parameters: readonly unknown[]) => {
      explain(sql, parameters);
      return 0;
    },
  } as unknown as SqlConnection;
  const scope = new AccountScope(connection, sqliteDialect, caller, false, clockAt(noon));
  await work(new SqlGroupRepository(scope, undefined as never));
  database.close();
  return plans;
}

const desired = {
  attribute: 'profile.team',
  namePattern: '{value}',
  kind: 'agents' as const,
  includesDeactivated: false,
};
const template = GroupTemplate.create(
  groupTemplateId(crypto.randomUUID()),
  account,
  desired,
  profileField('team'),
  noon,
).state;

test('the groups of many values are found by template and value', async () => {
  const plans = await plansOf((groups) =>
    groups.ofValues(['a', 'b', 'c'].map((value) => ({ template, value }))),
  );
  expect(plans).toEqual([expect.stringContaining('template_id=? AND template_value_key=?')]);
});

test('many groups are removed by their ids', async () => {
  const removals = ['a', 'b', 'c'].map((displayName) =>
    Group.create(groupId(crypto.randomUUID()), account, { displayName }, [], noon).state.remove(noon),
  );
  const plans = await plansOf((groups) =>
    expect(groups.storeAll(removals)).rejects.toBeInstanceOf(ConcurrentChange),
  );
  expect(plans).toEqual([expect.stringContaining('AND id=?')]);
});
