import { inspect } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import type { Connections } from '../../src/adapters/typeorm-persistence/connections/connections.ts';
import { dataSourceOn } from '../../src/adapters/typeorm-persistence/data-source.ts';
import { parseDatabaseUrl } from '../../src/adapters/typeorm-persistence/database-url.ts';
import { productOf } from '../../src/adapters/typeorm-persistence/product-of.ts';
import { administer, onEachDatabase } from '../support/databases.ts';

const lease = { account: 'any', deadline: 2 ** 31 };
const insert = 'INSERT INTO things (id, name) VALUES (?, ?)';

/** What a text may hold that is sent as a part of a statement. */
const names = [
  "it's; DROP TABLE things; -- \\",
  '"\\\'\\',
  '\u0000\b\t\n\r\u001a%_?',
  '??? :account',
  '日本 \u{1f600} \u2028',
  '/* ? */ -- ?',
  '',
  ...Array.from({ length: 8 }, (_, block) =>
    String.fromCharCode(...Array.from({ length: 64 }, (__, index) => 64 * block + index)),
  ),
  // In character sets that Rollcall does not use, the last byte of a character may be that of a backslash or an apostrophe.
  "\u00bf\\\u5c27\u0827' OR 1 = 1 -- ",
  '\\',
  "'",
];

onEachDatabase('a write of which nobody asks how many rows', (product) => {
  async function database(): Promise<Connections> {
    const url = await product.freshUrl();
    const columns = 'id INT NOT NULL PRIMARY KEY, name VARCHAR(100)';
    const charset = product.name === 'SQLite' ? '' : ' CHARACTER SET utf8mb4 COLLATE utf8mb4_bin';
    await administer(url, `CREATE TABLE things (${columns})${charset}`);
    // By this one the file is known for Rollcall's.
    await administer(url, 'CREATE TABLE migrations (name TEXT)');
    const connections = productOf(parseDatabaseUrl(url)).connect((at) => dataSourceOn(at), 2);
    onTestFinished(() => connections.close());
    return connections;
  }

  const rows = (connections: Connections) =>
    connections.read(lease, (connection) => connection.rows('SELECT id, name FROM things ORDER BY id', []));

  test('is made with the commit, in its order, with the values as they are', async () => {
    const connections = await database();
    await connections.transact(lease, async (connection) => {
      for (const [id, name] of names.entries()) await connection.write(insert, [id, name]);
      await connection.write('UPDATE things SET id = id + ?', [100]);
      await connection.write(insert, [1, null]);
    });
    expect(await rows(connections)).toEqual([
      { id: 1, name: null },
      ...names.map((name, id) => ({ id: 100 + id, name })),
    ]);
  });

  test('is found by whoever reads behind it, TypeORM as well, and so is one behind TypeORM', async () => {
    const connections = await database();
    const counted = 'SELECT COUNT(*) AS count FROM things';
    await connections.transact(lease, async (connection) => {
      await connection.write(insert, [1, 'one']);
      expect(Number((await connection.rows<{ count: number }>(counted, []))[0]?.count)).toBe(1);
      await connection.write(insert, [2, 'two']);
      const { manager } = connection;
      expect(Number((await manager.query(counted))[0].count)).toBe(2);
      await connection.write(insert, [3, 'three']);
      expect(Number((await manager.query(counted))[0].count)).toBe(3);
      await connection.write(insert, [4, 'four']);
    });
    expect(await rows(connections)).toHaveLength(4);
  });

  test('is undone with the unit of work, whether it was sent or not', async () => {
    const connections = await database();
    const failed = connections.transact(lease, async (connection) => {
      await connection.write(insert, [1, 'sent']);
      await connection.rows('SELECT 1 AS one', []);
      await connection.write(insert, [2, 'waiting']);
      throw new Error('half-way');
    });
    await expect(failed).rejects.toThrow('half-way');
    expect(await rows(connections)).toEqual([]);
    await connections.transact(lease, (connection) => connection.write(insert, [3, 'later']));
    expect(await rows(connections)).toEqual([{ id: 3, name: 'later' }]);
  });

  test('leaves nothing of the transaction where it fails, even where the work goes on', async () => {
    const connections = await database();
    const goesOn = connections.transact(lease, async (connection) => {
      await connection.write(insert, [1, 'one']);
      await connection.write(insert, [1, 'again']);
      await expect(connection.run(insert, [2, 'two'])).rejects.toThrow(/UNIQUE|Duplicate/);
      await expect(connection.run(insert, [3, 'three'])).rejects.toThrow('undone');
    });
    await expect(goesOn).rejects.toThrow('undone');
    const behindTypeorm = connections.transact(lease, async (connection) => {
      await connection.write(insert, [1, 'one']);
      await connection.write(insert, [1, 'again']);
      await connection.manager.query('SELECT 1').catch(() => undefined);
    });
    await expect(behindTypeorm).rejects.toThrow();
    expect(await rows(connections)).toEqual([]);
  });

  test('that fails beside the commit is told as itself: nothing is written, and nothing is left open', async () => {
    const connections = await database();
    const failed = connections.transact(lease, async (connection) => {
      await connection.run(insert, [1, 'one']);
      await connection.write(insert, [2, 'two']);
      await connection.write(insert, [1, 'again']);
      await connection.write(insert, [3, 'never']);
    });
    await expect(failed).rejects.toThrow(/UNIQUE|Duplicate/);
    expect(await rows(connections)).toEqual([]);
    await connections.transact(lease, (connection) => connection.write(insert, [1, 'one']));
    expect(await rows(connections)).toEqual([{ id: 1, name: 'one' }]);
  });

  test('that fails is told without the values of any write', async () => {
    const connections = await database();
    const failing = (asksMore: boolean) =>
      connections.transact(lease, async (connection) => {
        await connection.write(insert, [1, 'ada@example.com']);
        await connection.write(insert, [1, 'ada@example.com']);
        if (asksMore) await connection.rows('SELECT 1 AS one', []);
      });
    for (const asksMore of [true, false]) {
      const error: unknown = await failing(asksMore).catch((refused: unknown) => refused);
      expect(error).toBeInstanceOf(Error);
      // Its own properties as well, which a log writes down.
      expect(inspect(error)).not.toContain('ada@');
    }
  });

  test('that is long goes by itself, behind those before it', async () => {
    const connections = await database();
    const longest = 'x'.repeat(3_000_000);
    await connections.transact(lease, async (connection) => {
      await connection.write(insert, [1, 'one']);
      await connection.write('UPDATE things SET name = SUBSTR(?, 1, 3)', [longest]);
      await connection.write(insert, [2, 'two']);
    });
    expect(await rows(connections)).toEqual([
      { id: 1, name: 'xxx' },
      { id: 2, name: 'two' },
    ]);
  });

  test('is one statement: a connection that reads takes no second one in the same text', async () => {
    const connections = await database();
    const two = connections.read(lease, (connection) => connection.manager.query('SELECT 1; SELECT 2'));
    await expect(two).rejects.toThrow();
  });
});
