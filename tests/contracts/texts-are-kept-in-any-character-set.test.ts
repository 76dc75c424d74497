import { afterAll, expect, test } from 'vitest';
import { dataSourceOn } from '../../src/adapters/typeorm-persistence/data-source.ts';
import { parseDatabaseUrl } from '../../src/adapters/typeorm-persistence/database-url.ts';
import { productOf } from '../../src/adapters/typeorm-persistence/product-of.ts';
import { administer } from '../support/databases.ts';
import { startMariadb } from '../support/mariadb-server.ts';

// In GBK the last byte of a character may be that of a backslash. MySQL no longer has the first setting.
const settings = ['--skip-character-set-client-handshake', '--character-set-server=gbk'];
const server = process.env.MARIADB_TEST_URL ? await startMariadb(settings) : undefined;
afterAll(() => server?.stop());

test.skipIf(server === undefined)(
  'a server that goes by a character set of its own keeps texts as they are',
  async () => {
    const url = server?.url ?? '';
    const connections = productOf(parseDatabaseUrl(url)).connect((at) => dataSourceOn(at), 1);
    await administer(
      url,
      'CREATE TABLE things (id INT PRIMARY KEY, name VARCHAR(100)) CHARACTER SET utf8mb4',
    );
    const lease = { account: 'any', deadline: 2 ** 31 };
    const names = ["\u00bf'; DROP TABLE things; -- ", '\u8a5a\\', 'Zo\u00eb \u{1f600}', "日本's"];
    await connections.transact(lease, async (connection) => {
      await connection.rows('SELECT 1 AS one', []);
      for (const [id, name] of names.entries())
        await connection.write('INSERT INTO things (id, name) VALUES (?, ?)', [id, name]);
    });
    const rows = await connections.read(lease, (connection) =>
      connection.rows<{ name: string }>('SELECT name FROM things ORDER BY id', []),
    );
    await connections.close();
    expect(rows.map(({ name }) => name)).toEqual(names);
  },
);
