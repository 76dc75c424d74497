import Database from 'better-sqlite3';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { expect, test } from 'vitest';
import { AccountStatement } from '../../src/adapters/typeorm-persistence/account-statement.ts';
import { compileCriteria } from '../../src/adapters/typeorm-persistence/agents/compile-criteria.ts';
import type { AgentCriteria, AgentField } from '../../src/domain/agent/agent-criteria.ts';
import { onEachServer, sqlite } from '../support/databases.ts';
import { type Stage, stageOn } from '../support/open-storage.ts';
import { provisioning, StoredAgents } from '../support/stored-agents.ts';

const agentsMade = 1000;
const rowsReadMax = 20;

/** What directories look people up by. */
const lookUps: readonly (readonly [AgentField, string])[] = [
  ['id', 'nobody'],
  ['userName', 'nobody@example.com'],
  ['externalId', 'nobody'],
  ['emails.value', 'nobody@example.com'],
];

function statementFor(field: AgentField, value: string, accountId: string) {
  const criteria: AgentCriteria = { kind: 'equals', field, value };
  const { sql, parameters } = compileCriteria(criteria);
  const statement = new AccountStatement(
    `SELECT * FROM agents WHERE account_id = :account AND ${sql} ORDER BY id LIMIT 100`,
  );
  return { sql: statement.sql, parameters: statement.bind(accountId, parameters) };
}

async function crowdedAccount({ storage }: Stage): Promise<string> {
  const stored = new StoredAgents(storage);
  await stored.store(...Array.from({ length: agentsMade }, () => provisioning(stored.caller)));
  return stored.caller.accountId;
}

onEachServer('a look-up', (product) => {
  const stage = stageOn(product);

  test(`reads no more than a few of an account's rows`, async () => {
    const accountId = await crowdedAccount(stage());
    const connection = await createConnection(stage().url.replace(/^mariadb:/, 'mysql:'));
    await connection.query('ANALYZE TABLE agents, agent_values');
    for (const [field, value] of lookUps) {
      const { sql, parameters } = statementFor(field, value, accountId);
      await connection.query('FLUSH STATUS');
      await connection.execute(sql, parameters);
      const [counts] = await connection.query<RowDataPacket[]>("SHOW SESSION STATUS LIKE 'Handler_read%'");
      const read = counts.reduce((sum, { Value }) => sum + Number(Value), 0);
      expect({ field, read }).toSatisfy(() => read <= rowsReadMax);
    }
    await connection.end();
  });
});

const sqliteStage = stageOn(sqlite);

test('a look-up on SQLite never walks through an account', async () => {
  const database = new Database(sqliteStage().url.slice('sqlite:'.length));
  for (const [field, value] of lookUps) {
    const { sql, parameters } = statementFor(field, value, 'account');
    const plan = database
      .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
      .all(...parameters);
    expect(plan.map(({ detail }) => detail)).not.toContainEqual(expect.stringMatching(/\(account_id=\?\)$/));
    expect(plan.map(({ detail }) => detail)).toContainEqual(expect.stringMatching(/^SEARCH agents /));
  }
  database.close();
});
