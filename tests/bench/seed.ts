import { randomUUID } from 'node:crypto';
import { bareColumns, bareTables, rowOf } from './bare/bare-store.ts';
import type { BenchDatabase, BenchServer, Value } from './bench-database.ts';
import { user } from './okta-requests.ts';
import type { Target } from './targets.ts';

export interface SeededAgent {
  readonly id: string;
  readonly userName: string;
}

const agentsPerStatement = 1000;
/** Lower case, so that it stands in folded values as it is. */
const exampleName = 'example@example.com';

export const newAgents = (count: number): readonly SeededAgent[] =>
  Array.from({ length: count }, (_, index) => ({ id: randomUUID(), userName: `seed-${index}@example.com` }));

/**
 * Fills an empty account past Rollcall's interfaces: with copies of the rows that Rollcall itself writes for an agent, so
 * that they are as it writes them.
 */
export async function seedAccount(
  database: BenchDatabase,
  { target, token, id }: { readonly target: Target; readonly token: string; readonly id: string },
  agents: readonly SeededAgent[],
): Promise<void> {
  const response = await fetch(`${target.baseUrl}/Users`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' },
    body: JSON.stringify(user(exampleName)),
  });
  if (response.status !== 201) throw new Error(`The example answered ${response.status}.`);
  const example = (await response.json()) as { id: string };
  const tables = ['agents', 'agent_values'];
  for (const table of tables) {
    const rows = await database.rows(`SELECT * FROM ${table} WHERE account_id = '${id}'`);
    const copied = (value: Value, agent: SeededAgent) =>
      typeof value === 'string'
        ? value.replaceAll(example.id, agent.id).replaceAll(exampleName, agent.userName)
        : value;
    for (const batch of batchesOf(agents)) {
      const copies = batch.flatMap((agent) =>
        rows.map((row) => Object.values(row).map((value) => copied(value, agent))),
      );
      await database.insert(table, Object.keys(rows[0] ?? {}), copies);
    }
  }
  await database.analyze?.(tables);
}

/** Makes the bare servers' tables anew, with the agents in them. */
export async function seedBare(
  { bare, position }: BenchServer,
  agents: readonly SeededAgent[],
): Promise<void> {
  for (const table of ['bare_agents', 'bare_journal']) await bare.run(`DROP TABLE IF EXISTS ${table}`);
  for (const table of bareTables(position)) await bare.run(table);
  const at = new Date().toISOString();
  for (const batch of batchesOf(agents)) {
    const rows = batch.map(({ id, userName }) =>
      rowOf({ id, userName, version: 1, createdAt: at, lastModifiedAt: at, attributes: user(userName) }),
    );
    await bare.insert('bare_agents', bareColumns, rows);
  }
  await bare.analyze?.(['bare_agents']);
}

function* batchesOf(agents: readonly SeededAgent[]): Iterable<readonly SeededAgent[]> {
  for (let start = 0; start < agents.length; start += agentsPerStatement) {
    yield agents.slice(start, start + agentsPerStatement);
  }
}
