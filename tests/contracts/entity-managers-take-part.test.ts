import { randomUUID } from 'node:crypto';
import { DataSource, type EntityManager, EntitySchema } from 'typeorm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Connections } from '../../src/adapters/typeorm-persistence/connections/connections.ts';
import { dataSourceOf } from '../../src/adapters/typeorm-persistence/data-source.ts';
import { parseDatabaseUrl } from '../../src/adapters/typeorm-persistence/database-url.ts';
import { productOf } from '../../src/adapters/typeorm-persistence/product-of.ts';
import { administer, onEachDatabase } from '../support/databases.ts';

interface Thing {
  readonly id: string;
  name: string;
}

const lease = { account: 'any', deadline: 2 ** 31 };

const things = new EntitySchema<Thing>({
  name: 'things',
  columns: { id: { type: 'varchar', length: 36, primary: true }, name: { type: 'varchar', length: 40 } },
});

onEachDatabase('an EntityManager on a lent connection', (product) => {
  let connections: Connections | undefined;
  const open = () => {
    if (connections === undefined) throw new Error('The database is not open yet.');
    return connections;
  };
  beforeAll(async () => {
    const url = await product.freshUrl();
    const dataSource = () =>
      new DataSource({ ...dataSourceOf(url).options, entities: [things] } as DataSource['options']);
    await administer(
      url,
      'CREATE TABLE things (id VARCHAR(36) NOT NULL PRIMARY KEY, name VARCHAR(40) NOT NULL)',
    );
    connections = productOf(parseDatabaseUrl(url)).connect(dataSource, 4);
  });
  afterAll(() => connections?.close());

  const find = (id: string) => open().read(lease, ({ manager }) => manager.findOneBy<Thing>(things, { id }));

  const writes: Record<string, (manager: EntityManager, thing: Thing) => Promise<unknown>> = {
    insert: (manager, thing) => manager.insert(things, thing),
    save: (manager, thing) => manager.save(things, thing),
    'a transaction of its own': (manager, thing) =>
      manager.transaction((inner) => inner.insert(things, thing)),
    'a query': (manager, { id, name }) =>
      manager.query('INSERT INTO things (id, name) VALUES (?, ?)', [id, name]),
  };

  for (const [how, write] of Object.entries(writes)) {
    test(`writes by ${how} what is committed with the unit of work`, async () => {
      const thing = { id: randomUUID(), name: 'kept' };
      await open().transact(lease, ({ manager }) => write(manager, thing));
      expect(await find(thing.id)).toEqual(thing);
    });

    test(`writes by ${how} what is undone with the unit of work`, async () => {
      const [managed, written] = [randomUUID(), randomUUID()];
      const failed = open().transact(lease, async (connection) => {
        await connection.run('INSERT INTO things (id, name) VALUES (?, ?)', [written, 'before']);
        await write(connection.manager, { id: managed, name: 'lost' });
        throw new Error('half-way');
      });
      await expect(failed).rejects.toThrow('half-way');
      expect([await find(managed), await find(written)]).toEqual([null, null]);
    });
  }

  test('changes and removes what is undone with the unit of work', async () => {
    const [changed, removed] = [
      { id: randomUUID(), name: 'a' },
      { id: randomUUID(), name: 'b' },
    ];
    await open().transact(lease, ({ manager }) => manager.insert(things, [changed, removed]));
    const failed = open().transact(lease, async ({ manager }) => {
      await manager.update(things, { id: changed.id }, { name: 'other' });
      await manager.remove(things, { ...removed });
      throw new Error('half-way');
    });
    await expect(failed).rejects.toThrow('half-way');
    expect([await find(changed.id), await find(removed.id)]).toEqual([changed, removed]);
  });

  test('and its connection refuse whatever is asked when the unit of work is over', async () => {
    const id = randomUUID();
    const connection = await open().transact(lease, async (lent) => {
      await lent.manager.findOneBy(things, { id });
      return lent;
    });
    await expect(connection.manager.insert(things, { id, name: 'late' })).rejects.toThrow();
    await expect(connection.run('DELETE FROM things', [])).rejects.toThrow('is over');
    expect(await find(id)).toBeNull();
  });

  test('sees what the same unit of work wrote, and the written statements see what it wrote', async () => {
    const [managed, written] = [randomUUID(), randomUUID()];
    await open().transact(lease, async (connection) => {
      const { manager } = connection;
      await manager.insert(things, { id: managed, name: 'managed' });
      await connection.run('INSERT INTO things (id, name) VALUES (?, ?)', [written, 'written']);
      expect(await manager.findOneBy(things, { id: written })).toEqual({ id: written, name: 'written' });
      expect(await connection.rows('SELECT name FROM things WHERE id = ?', [managed])).toEqual([
        { name: 'managed' },
      ]);
    });
  });
});
