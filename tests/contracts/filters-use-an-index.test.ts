import Database from 'better-sqlite3';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { expect, test } from 'vitest';
import { searchableAgents } from '../../src/adapters/typeorm-persistence/agents/searchable-agents.ts';
import { mysqlDialect } from '../../src/adapters/typeorm-persistence/dialects/mysql/mysql-dialect.ts';
import type { SqlDialect } from '../../src/adapters/typeorm-persistence/dialects/sql-dialect.ts';
import { prepareDatabase } from '../../src/adapters/typeorm-persistence/dialects/sqlite/prepare-database.ts';
import { sqliteDialect } from '../../src/adapters/typeorm-persistence/dialects/sqlite/sqlite-dialect.ts';
import { AccountStatement } from '../../src/adapters/typeorm-persistence/scope/account-statement.ts';
import { foundResources } from '../../src/adapters/typeorm-persistence/search/found-resources.ts';
import { type ComparisonOperator, type Criteria, equals } from '../../src/criteria/criteria.ts';
import type { Field, Scalar } from '../../src/criteria/field.ts';
import { agentFields, profileField } from '../../src/domain/agent/agent-fields.ts';
import { onEachServer, sqlite } from '../support/databases.ts';
import { type Stage, stageOn } from '../support/open-storage.ts';
import { provisioning, StoredAgents } from '../support/stored-agents.ts';

const agentsMade = 1000;
const rowsReadMax = 30;
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

const text = (path: string): Field => ({ path, type: 'text', caseExact: false });
const compare = (field: Field, operator: ComparisonOperator, value: Scalar): Criteria => ({
  kind: 'compare',
  field,
  operator,
  value,
});
const both = (...of: Criteria[]): Criteria => ({ kind: 'all', of });

/** Each finds one agent or none among many. */
const searches: Readonly<Record<string, Criteria>> = {
  'id equals': equals(agentFields.id, 'nobody'),
  'userName equals': equals(agentFields.userName, 'nobody@example.com'),
  'userName starts with': compare(agentFields.userName, 'startsWith', 'nobody'),
  'externalId equals': equals(agentFields.externalId, 'nobody'),
  'externalId is greater': compare(agentFields.externalId, 'greater', 'x9999'),
  'email equals': equals(agentFields.email, 'nobody@example.com'),
  'active equals': equals(agentFields.active, false),
  'created later': compare(agentFields.created, 'greater', '2030-01-01T00:00:00Z'),
  'modified earlier': compare(agentFields.lastModified, 'less', '2000-01-01T00:00:00Z'),
  'familyName equals': equals(text('name.familyName'), 'family 500'),
  'title starts with': compare(text('title'), 'startsWith', 'title 500'),
  'title is greater': compare(text('title'), 'greaterOrEqual', 'title 999'),
  'userType is present': { kind: 'present', field: text('userType') },
  'department equals': equals(text(`${enterprise}:department`), 'department 500'),
  'a custom attribute equals': equals(profileField('costCenter'), 'cost 500'),
  'a custom attribute starts with': compare(profileField('costCenter'), 'startsWith', 'cost 500'),
  'a custom number is greater': compare(profileField('level'), 'greater', 998),
  'a custom date is later': compare({ ...profileField('hired'), type: 'instant' }, 'greater', '2100-01-01'),
  'one element is both': {
    kind: 'element',
    path: 'emails',
    of: both(equals(text('emails.type'), 'work'), equals(agentFields.email, 'nobody@example.com')),
  },
  'two conditions': both(equals(text('title'), 'title 500'), equals(agentFields.active, true)),
  'either of two': {
    kind: 'any',
    of: [equals(agentFields.userName, 'nobody@example.com'), equals(profileField('costCenter'), 'cost 500')],
  },
  'a member of a group': equals(agentFields.groupId, 'nobody'),
};

function statementFor(criteria: Criteria, accountId: string, dialect: SqlDialect) {
  const { source, id, inOrder } = foundResources(searchableAgents, dialect, criteria);
  const order = inOrder ? id.text : `CONCAT(${id.text})`;
  const statement = AccountStatement.of(`SELECT ${id.text} AS id ${source.text} ORDER BY ${order} LIMIT 100`);
  return { sql: statement.sql, parameters: statement.bind(accountId, source.parameters) };
}

async function crowdedAccount({ storage }: Stage): Promise<string> {
  const stored = new StoredAgents(storage);
  const changes = Array.from({ length: agentsMade }, (_, index) =>
    provisioning(stored.caller, {
      externalId: `x${index % 500}`,
      active: index !== 7,
      name: { familyName: `Family ${index}` },
      profile: { costCenter: `Cost ${index}`, level: index, hired: `20${(index % 90) + 10}-01-01` },
      directory: { title: `Title ${index}`, [enterprise]: { department: `Department ${index}` } },
    }),
  );
  await stored.open.unitOfWork.transact(stored.caller, ({ agents }) => agents.storeProvisioned(changes));
  return stored.caller.accountId;
}

onEachServer('a search', (product) => {
  const stage = stageOn(product);

  test(`reads no more than a few of an account's rows`, async () => {
    const accountId = await crowdedAccount(stage());
    const connection = await createConnection(stage().url.replace(/^mariadb:/, 'mysql:'));
    await connection.query('ANALYZE TABLE agents, agent_values, memberships');
    for (const [name, criteria] of Object.entries(searches)) {
      const { sql, parameters } = statementFor(criteria, accountId, mysqlDialect);
      await connection.query('FLUSH STATUS');
      await connection.execute(sql, parameters);
      const [counts] = await connection.query<RowDataPacket[]>("SHOW SESSION STATUS LIKE 'Handler_read%'");
      const read = counts.reduce((sum, { Value }) => sum + Number(Value), 0);
      expect({ name, read }).toSatisfy(() => read <= rowsReadMax);
    }
    await connection.end();
  });
});

const sqliteStage = stageOn(sqlite);

test('a search on SQLite never walks through an account', async () => {
  const database = new Database(sqliteStage().url.slice('sqlite:'.length));
  prepareDatabase(database);
  for (const [name, criteria] of Object.entries(searches)) {
    const { sql, parameters } = statementFor(criteria, 'account', sqliteDialect);
    const plan = database
      .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
      .all(...parameters)
      .map(({ detail }) => detail);
    expect({ name, plan }).toSatisfy(() => !plan.some((detail) => /\(account_id=\?\)$/.test(detail)));
    expect({ name, plan }).toSatisfy(() => plan.some((detail) => detail.startsWith('SEARCH ')));
  }
  database.close();
});
