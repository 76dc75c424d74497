import { expect, test } from 'vitest';
import { dataSourceOf } from '../../src/adapters/typeorm-persistence/data-source.ts';
import { parseDatabaseUrl } from '../../src/adapters/typeorm-persistence/database-url.ts';
import { productOf } from '../../src/adapters/typeorm-persistence/product-of.ts';
import { administer, onEachDatabase } from '../support/databases.ts';

// Such as noting a token's last use, which a replica would refuse.
onEachDatabase('a connection that reads', (product) => {
  test('refuses to write, by a statement and by an EntityManager', async () => {
    const url = await product.freshUrl();
    await administer(url, 'CREATE TABLE things (id INT PRIMARY KEY)');
    const connections = productOf(parseDatabaseUrl(url)).connect(() => dataSourceOf(url), 2);
    const lease = { account: 'any', deadline: 2 ** 31 };
    const insert = 'INSERT INTO things (id) VALUES (?)';
    const refused = product.name === 'SQLite' ? { code: 'SQLITE_READONLY' } : { errno: 1792 };
    await expect(connections.read(lease, (connection) => connection.run(insert, [1]))).rejects.toMatchObject(
      refused,
    );
    const managed = connections.read(lease, ({ manager }) => manager.query(insert, [1]));
    await expect(managed).rejects.toMatchObject(refused);
    expect(await connections.transact(lease, (connection) => connection.run(insert, [1]))).toBe(1);
    await connections.close();
  });
});
