import { bareColumns, bareTables, rowOf } from './bare/bare-store.ts';
import type { BenchDatabase, BenchServer, Value } from './bench-database.ts';
import { user } from './okta-requests.ts';
import type { Target } from './targets.ts';

export interface SeededAgent {
  readonly id: string;
  readonly userName: string;
}

const agentsPerStatement = 1000;
const tables = ['agents', 'agent_values'];

type Row = Readonly<Record<string, Value>>;

/** An agent that Rollcall made, and the rows that it wrote for it. */
interface Example extends SeededAgent {
  readonly rows: ReadonlyMap<string, readonly Row[]>;
}

/** Where Rollcall serves the account that is filled. */
interface SeededAccount {
  readonly target: Target;
  readonly token: string;
  readonly id: string;
}

/** With ids that grow, as those that Rollcall makes. */
export const newAgents = (count: number): readonly SeededAgent[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `0199d2a0-0000-7000-8000-${String(index).padStart(12, '0')}`,
    userName: `seed-${index}@example.com`,
  }));

/**
 * Fills an empty account past Rollcall's interfaces: with copies of the rows that Rollcall itself writes for an agent, so
 * that they are as it writes them. Each agent came and was changed a second after the one before.
 *
 * @param described - in what the agent of this number differs from others; one example is made of each kind.
 */
export async function seedAccount(
  database: BenchDatabase,
  account: SeededAccount,
  agents: readonly SeededAgent[],
  described: (index: number) => object = () => ({}),
): Promise<void> {
  const examples = new Map<string, Example>();
  const exampleOf = async (index: number): Promise<Example> => {
    const kind = JSON.stringify(described(index));
    const example =
      examples.get(kind) ?? (await makeExample(database, account, examples.size, described(index)));
    examples.set(kind, example);
    return example;
  };
  for (let start = 0; start < agents.length; start += agentsPerStatement) {
    const batch = agents.slice(start, start + agentsPerStatement);
    const copies = new Map(tables.map((table) => [table, [] as Row[]]));
    for (const [index, agent] of batch.entries()) {
      const example = await exampleOf(start + index);
      for (const table of tables)
        copies
          .get(table)
          ?.push(...(example.rows.get(table) ?? []).map((row) => copyOf(row, example, agent, start + index)));
    }
    for (const [table, rows] of copies)
      await database.insert(
        table,
        Object.keys(rows[0] ?? {}),
        rows.map((row) => Object.values(row)),
      );
  }
  await database.analyze?.(tables);
}

async function makeExample(
  database: BenchDatabase,
  { target, token, id: accountId }: SeededAccount,
  number: number,
  described: object,
): Promise<Example> {
  // Lower case, so that it stands in folded values as it is.
  const userName = `example-${number}-@example.com`;
  const response = await fetch(`${target.baseUrl}/Users`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' },
    body: JSON.stringify({ ...user(userName), ...described }),
  });
  if (response.status !== 201) throw new Error(`The example answered ${response.status}.`);
  const { id } = (await response.json()) as { readonly id: string };
  const rows = new Map<string, readonly Row[]>();
  for (const table of tables) {
    const key = table === 'agents' ? 'id' : 'agent_id';
    rows.set(
      table,
      await database.rows(`SELECT * FROM ${table} WHERE account_id = '${accountId}' AND ${key} = '${id}'`),
    );
  }
  return { id, userName, rows };
}

function copyOf(row: Row, example: SeededAgent, agent: SeededAgent, index: number): Row {
  const at = seededAt(index);
  const copied = ([name, value]: readonly [string, Value]) => [
    name,
    name.endsWith('_at')
      ? at
      : typeof value === 'string'
        ? value.replaceAll(example.id, agent.id).replaceAll(example.userName, agent.userName)
        : value,
  ];
  return Object.fromEntries(Object.entries(row).map(copied));
}

/** When the agent of this number came. */
export const seededAt = (index: number): string =>
  new Date(Date.UTC(2026, 0, 1) + index * 1000).toISOString();

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
