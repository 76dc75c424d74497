import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Connections } from '../../src/adapters/typeorm-persistence/connections/connections.ts';
import { dataSourceOf } from '../../src/adapters/typeorm-persistence/data-source.ts';
import { parseDatabaseUrl } from '../../src/adapters/typeorm-persistence/database-url.ts';
import { productOf } from '../../src/adapters/typeorm-persistence/product-of.ts';
import { onEachServer } from '../support/databases.ts';

const lease = { account: 'any', deadline: 2 ** 31 };
const small = 'SELECT ? AS one';
/** Each number makes another text. */
const large = (parameters: number, number = 0) =>
  `SELECT ${number} IN (${Array.from({ length: parameters }, () => '?').join(', ')}) AS answer`;

onEachServer('a connection', (product) => {
  let connections: Connections | undefined;
  beforeAll(async () => {
    const url = await product.freshUrl();
    connections = productOf(parseDatabaseUrl(url)).connect(() => dataSourceOf(url), 1);
  });
  afterAll(() => connections?.close());

  const run = async (sql: string) => {
    const parameters = Array.from({ length: sql.split('?').length - 1 }, () => 1);
    await connections?.read(lease, (connection) => connection.rows(sql, parameters));
  };

  /** What the server did for the one connection, and what it holds for it. */
  async function counted(): Promise<{ readonly prepared: number; readonly kept: number }> {
    const rows = await connections?.read(lease, ({ manager }) =>
      manager.query<{ Variable_name: string; Value: string }[]>("SHOW SESSION STATUS LIKE 'Com_stmt_%'"),
    );
    const count = (name: string) => Number(rows?.find((row) => row.Variable_name === name)?.Value);
    // MySQL prepares one again by itself where a parameter has another type than it thought.
    const prepared = count('Com_stmt_prepare') - count('Com_stmt_reprepare');
    return { prepared, kept: prepared - count('Com_stmt_close') };
  }

  test('keeps those statements prepared that are run often, and of large ones the last few', async () => {
    const { prepared, kept } = await counted();
    for (let number = 1; number <= 20; number++) {
      await run(small);
      await run(large(500, number));
    }
    expect(await counted()).toEqual({ prepared: prepared + 21, kept: kept + 4 });
    await run(large(500, 20));
    expect((await counted()).prepared).toBe(prepared + 21);
  });

  test('keeps none that takes all the room there is, and the others as they were', async () => {
    const before = await counted();
    await run(large(2000));
    expect(await counted()).toEqual({ prepared: before.prepared + 1, kept: before.kept });
  });
});
