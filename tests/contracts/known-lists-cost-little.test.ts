import { expect, test } from 'vitest';
import { KnownLists } from '../../src/adapters/typeorm-persistence/search/known-lists.ts';
import { equals, everyone } from '../../src/criteria/criteria.ts';
import { agentFields } from '../../src/domain/agent/agent-fields.ts';
import { agentReaderOn } from '../support/agent-reader-on.ts';
import { later } from '../support/agents.ts';
import { onEachServer, sqlite } from '../support/databases.ts';
import { connectTo } from '../support/measured-connection.ts';
import { numbered, type Stage, stageOn } from '../support/open-storage.ts';
import { provisioning, StoredAgents } from '../support/stored-agents.ts';

const agentsMade = 3000;
const bounds = {
  fewMax: 10_000,
  someMax: 30_000,
  soonMax: 1_000,
  countedMin: 0,
  entriesMax: 20_000,
  entriesMany: 1000,
  placesApart: 200,
};
/** A page of ten by number: two reads of each row, the way from the place before it, and the journal. */
const rowsOfPageMax = 300;
const rowsOfTotalMax = 30;

const lists = {
  all: { criteria: everyone },
  'those who are active': { criteria: equals(agentFields.active, true) },
  'all by userName': { criteria: everyone, ordering: { field: agentFields.userName, descending: false } },
  'all by title, descending': {
    criteria: everyone,
    ordering: { field: { path: 'title', type: 'text', caseExact: false }, descending: true },
  },
} as const;

async function crowdIn({ storage }: Stage) {
  const stored = new StoredAgents(storage);
  const changes = Array.from({ length: agentsMade }, (_, index) =>
    provisioning(stored.caller, { directory: { title: `Title ${index}` } }),
  );
  await storage.unitOfWork.transact(stored.caller, ({ agents }) => agents.storeProvisioned(changes));
  await numbered(storage);
  return { stored, agents: changes.map(({ state }) => state) };
}

onEachServer('a list that is known', (product) => {
  const stage = stageOn(product);

  test.each(Object.entries(lists))(
    'tells its total by a few rows, and pages far inside by the rows near them: %s',
    async (_, list) => {
      const { stored } = await crowdIn(stage());
      const connection = await connectTo(stage().url);
      const reader = agentReaderOn(connection, stored.caller, new KnownLists(bounds));
      const page = (from: number, limit: number) => () =>
        reader.list({ ...list, from, limit, withTotal: true }, false);
      await page(1500, 10)();
      await page(0, 0)();
      const costs = {
        total: await connection.costOf(page(0, 0)),
        page: await connection.costOf(page(1500, 10)),
        next: await connection.costOf(page(1510, 10)),
      };
      expect(costs).toSatisfy(({ total }) => total <= rowsOfTotalMax);
      expect(costs).toSatisfy(({ page, next }) => Math.max(page, next) <= rowsOfPageMax);
      await connection.close();
    },
  );

  test('of all agents stays known while some come and go', async () => {
    const { stored, agents } = await crowdIn(stage());
    const connection = await connectTo(stage().url);
    const reader = agentReaderOn(connection, stored.caller, new KnownLists(bounds));
    const page = (from: number, limit: number) => () =>
      reader.list({ criteria: everyone, from, limit, withTotal: true }, false);
    await page(1500, 10)();
    for (const agent of agents.slice(0, 3)) {
      await stored.store(agent.remove(later));
      await stored.provision();
      const costs = {
        total: await connection.costOf(page(0, 0)),
        near: await connection.costOf(page(1500, 10)),
        elsewhere: await connection.costOf(page(1234, 10)),
      };
      expect(costs).toSatisfy(({ total }) => total <= rowsOfTotalMax);
      expect(costs).toSatisfy(({ near, elsewhere }) => Math.max(near, elsewhere) <= rowsOfPageMax);
    }
    await connection.close();
  });
});

const sqliteStage = stageOn(sqlite);

test('a list that is known is told by the indexes of SQLite, and nothing is read as a whole', async () => {
  const { stored } = await crowdIn(sqliteStage());
  const connection = await connectTo(sqliteStage().url);
  const asked: { sql: string; parameters: readonly unknown[] }[] = [];
  const watched: typeof connection = Object.assign(Object.create(connection), {
    rows: (sql: string, parameters: never[]) => {
      asked.push({ sql, parameters });
      return connection.rows(sql, parameters);
    },
  });
  const reader = agentReaderOn(watched, stored.caller, new KnownLists(bounds));
  for (const list of Object.values(lists)) {
    const page = () => reader.list({ ...list, from: 1500, limit: 10, withTotal: true }, false);
    await page();
    asked.length = 0;
    await page();
    for (const { sql, parameters } of asked) {
      const plan = await connection.rows<{ detail: string }>(
        `EXPLAIN QUERY PLAN ${sql}`,
        parameters as never[],
      );
      const details = plan.map(({ detail }) => detail);
      expect({ sql, details }).toSatisfy(
        () => !details.some((detail) => /^SCAN (?!behind|page|place|found|CONSTANT)/.test(detail)),
      );
    }
  }
  await connection.close();
});
