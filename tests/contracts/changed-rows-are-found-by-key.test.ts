import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { updateRows } from '../../src/adapters/typeorm-persistence/agents/agent-rows.ts';
import type {
  SqlConnection,
  SqlValue,
} from '../../src/adapters/typeorm-persistence/connections/sql-connection.ts';
import { sqliteDialect } from '../../src/adapters/typeorm-persistence/dialects/sqlite/sqlite-dialect.ts';
import { AccountScope } from '../../src/adapters/typeorm-persistence/scope/account-scope.ts';
import { clockAt, noon } from '../support/agents.ts';
import { sqlite } from '../support/databases.ts';
import { stageOn } from '../support/open-storage.ts';
import { callerIn, provisioning } from '../support/stored-agents.ts';

const stage = stageOn(sqlite);

test('changes of several agents on SQLite never walk through an account', async () => {
  const database = new Database(stage().url.slice('sqlite:'.length));
  const plans: string[][] = [];
  const write = async (sql: string, parameters: readonly SqlValue[]) => {
    const steps = database.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`);
    plans.push(steps.all(...parameters).map(({ detail }) => detail));
  };
  const unused = () => Promise.reject(new Error('Nothing else is asked.'));
  const connection = { write, rows: unused, run: unused } as Partial<SqlConnection> as SqlConnection;
  const scope = new AccountScope(connection, sqliteDialect, callerIn(), false, clockAt(noon));
  const agents = [provisioning(scope.caller), provisioning(scope.caller)].map(({ state }) => state);
  await updateRows(
    scope,
    agents.map((agent) => ({ before: agent, after: agent })),
    () => new Error('Nothing is written.'),
  );
  database.close();
  expect(plans).toHaveLength(1);
  const onAgents = plans.flat().filter((step) => /^(SCAN|SEARCH) (a|agents|written)\b/.test(step));
  expect(onAgents).not.toEqual([]);
  for (const step of onAgents) expect(step).toMatch(/\band id=\?|rowid=\?/i);
});
