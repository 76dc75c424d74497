import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { isOlder } from '../../src/adapters/typeorm-persistence/connections/served-releases.ts';
import { dataSourceOf } from '../../src/adapters/typeorm-persistence/data-source.ts';
import { describedMigrations } from '../../src/adapters/typeorm-persistence/dialects/schema-migrations.ts';
import { administer, onEachDatabase, onEachServer } from '../support/databases.ts';
import { openDatabase } from '../support/open-storage.ts';
import { provisioning, StoredAgents } from '../support/stored-agents.ts';

onEachDatabase('storage', (product) => {
  test('is migrated once, by whichever of several processes comes first', async () => {
    const url = await product.freshUrl();
    const processes = [1, 2, 3].map(() => openDatabase(url, 2).storage);
    const [first] = processes;
    expect((await first?.inspect())?.pendingMigrations).not.toEqual([]);
    const run = await Promise.all(processes.map((each) => each.migrate()));
    expect(run.flat()).toEqual([...new Set(run.flat())]);
    expect(run.flat()).not.toEqual([]);
    expect(await first?.inspect()).toMatchObject({
      product: expect.stringMatching(`^${product.name} \\d+\\.\\d+`),
      pendingMigrations: [],
    });
    await Promise.all(processes.map((each) => each.close()));
  });

  test('tells where it is without its password, and the time it has', async () => {
    const url = await product.freshUrl();
    const { storage } = openDatabase(url, 2);
    const { location, clock } = await storage.inspect();
    const password = url.startsWith('sqlite:') ? undefined : new URL(url).password;
    if (password) expect(location).not.toContain(`:${password}@`);
    expect(Math.abs(Date.parse(clock) - Date.now())).toBeLessThan(60_000);
    await storage.close();
  });

  test('that a newer release has only added to is worked with, and not once it has taken something away', async () => {
    const url = await product.freshUrl();
    const open = openDatabase(url, 2);
    const { storage } = open;
    await storage.migrate();
    await administer(
      url,
      "INSERT INTO migrations (timestamp, name) VALUES (9999999999999, 'Later9999999999999')",
    );
    expect(await storage.inspect()).toMatchObject({ unknownMigrations: ['Later9999999999999'] });
    expect((await storage.inspect()).refusal).toBeUndefined();
    expect(await storage.migrate()).toEqual([]);
    await storage.heedNewerReleases();
    await new StoredAgents(open).provision();

    await administer(url, "UPDATE schema_readers SET oldest_release = '0.10.0'");
    const refusal = {
      name: 'SchemaNewer',
      message: expect.stringContaining(
        'The database serves version 0.10.0 and newer, and this is version 0.1.0',
      ),
    };
    await expect(storage.migrate()).rejects.toMatchObject(refusal);
    await expect(storage.pendingMigrations()).rejects.toMatchObject(refusal);
    // Whoever runs already looks now and then.
    await new StoredAgents(open).provision();
    await storage.heedNewerReleases();
    await expect(storage.ping()).rejects.toMatchObject({ trouble: 'outdated', cause: refusal });
    await expect(new StoredAgents(open).provision()).rejects.toMatchObject({ trouble: 'outdated' });

    await administer(url, "UPDATE schema_readers SET oldest_release = '0.1.0'");
    await storage.heedNewerReleases();
    await new StoredAgents(open).provision();
    await storage.close();
  });

  test('from which a newer release has just taken what is asked for tells so, in place of the error', async () => {
    const url = await product.freshUrl();
    const open = openDatabase(url, 2);
    await open.storage.migrate();
    const agents = new StoredAgents(open);
    await agents.provision();
    await administer(url, 'ALTER TABLE agents RENAME COLUMN external_id TO known_as');
    // What nobody has announced is a defect.
    await expect(agents.provision()).rejects.not.toMatchObject({ name: 'StorageUnavailable' });
    await administer(url, "UPDATE schema_readers SET oldest_release = '0.2.0'");
    await expect(agents.provision()).rejects.toMatchObject({ trouble: 'outdated' });
    await expect(open.storage.ping()).rejects.toMatchObject({ trouble: 'outdated' });
    await open.storage.close();
  });

  test('that is new says from the beginning which is the oldest release that it serves', async () => {
    const url = await product.freshUrl();
    const { storage } = openDatabase(url, 2);
    await storage.migrate();
    const oldest = describedMigrations()
      .map(({ change }) => change.unreadSince ?? '0.0.0')
      .reduce((one, other) => (isOlder(one, other) ? other : one));
    expect(await administer(url, 'SELECT oldest_release FROM schema_readers')).toEqual([
      { oldest_release: oldest },
    ]);
    await storage.close();
  });

  test('is tried out without a trace, and names the tables of others', async () => {
    const url = await product.freshUrl();
    const { storage } = openDatabase(url, 2);
    await storage.migrate();
    expect(await storage.tryOut()).toEqual({ refusedWrites: [], refusedArchiving: [] });
    expect(await storage.inspect()).toMatchObject({ foreignTables: [], isNew: false });
    await administer(url, 'CREATE TABLE invoices (id INT PRIMARY KEY)');
    expect(await storage.inspect()).toMatchObject({ foreignTables: ['invoices'] });
    await storage.close();
  });

  test('of another program is not migrated, unless that is wanted', async () => {
    const url = await product.freshUrl();
    // Whoever migrates by TypeORM has such a table.
    await administer(url, 'CREATE TABLE migrations (id INT PRIMARY KEY, timestamp BIGINT, name VARCHAR(99))');
    await administer(url, "INSERT INTO migrations VALUES (1, 1, 'Theirs1')");
    for (const name of ['invoices', 'orders', 'people', 'things'])
      await administer(url, `CREATE TABLE ${name} (id INT PRIMARY KEY)`);
    const { storage } = openDatabase(url, 2);
    await expect(storage.migrate()).rejects.toMatchObject({
      name: 'DatabaseForeign',
      message: expect.stringMatching(/has tables of another program \(invoices, orders, people and 1 more\)/),
    });
    expect(await storage.inspect()).toMatchObject({ isNew: true, unknownMigrations: [] });
    expect(await administer(url, 'SELECT COUNT(*) AS rows_there FROM migrations')).toEqual([
      { rows_there: 1 },
    ]);
    await storage.close();
  });

  test('is made beside the tables of others where that is wanted, and is migrated without a word then', async () => {
    const url = await product.freshUrl();
    await administer(url, 'CREATE TABLE invoices (id INT PRIMARY KEY)');
    const { storage } = openDatabase(url, 2);
    expect(await storage.migrate(true)).not.toEqual([]);
    expect(await storage.migrate()).toEqual([]);
    await storage.close();
  });

  test('lets what is under way finish before it closes', async () => {
    const open = openDatabase(await product.freshUrl(), 2);
    await open.storage.migrate();
    const { caller } = new StoredAgents(open);
    const change = provisioning(caller);
    const begun = Promise.withResolvers<void>();
    const mayGoOn = Promise.withResolvers<void>();
    const work = open.unitOfWork.transact(caller, async (scope) => {
      await scope.agents.find(change.state.state.id);
      begun.resolve();
      await mayGoOn.promise;
      await scope.agents.store(change);
    });
    await begun.promise;
    const closed = open.storage.close();
    mayGoOn.resolve();
    await expect(work).resolves.toBeUndefined();
    await closed;
  });

  test('is what it was before when every migration is undone', async () => {
    const dataSource = await dataSourceOf(await product.freshUrl()).initialize();
    const tables = async () => {
      const runner = dataSource.createQueryRunner();
      try {
        return await Promise.all(
          ['accounts', 'api_tokens', 'agents', 'agent_values', 'journal'].map((name) =>
            runner.hasTable(name),
          ),
        );
      } finally {
        await runner.release();
      }
    };
    await dataSource.runMigrations();
    expect(await tables()).toEqual(Array(5).fill(true));
    for (const _ of dataSource.migrations) await dataSource.undoLastMigration();
    expect(await tables()).toEqual(Array(5).fill(false));
    await dataSource.runMigrations();
    expect(await tables()).toEqual(Array(5).fill(true));
    await dataSource.destroy();
  });
});

onEachServer('storage', (product) => {
  test.each(['mysql:', 'mariadb:'])(
    'is what the server says it is, whatever its URL says: %s',
    async (scheme) => {
      const url = (await product.freshUrl()).replace(/^\w+:/, scheme);
      const open = openDatabase(url, 1);
      await open.storage.migrate();
      expect((await open.storage.inspect()).product).toContain(product.name);
      await new StoredAgents(open).provision();
      await open.storage.close();
    },
  );

  // The users of other servers may give no rights.
  if (product.name === 'MySQL') {
    test('is found out where its user lacks rights, without a trace', async () => {
      const url = new URL(await product.freshUrl());
      const database = url.pathname.slice(1);
      const admin = openDatabase(url.href, 1).storage;
      await admin.migrate();
      const user = `rollcall_${randomUUID().slice(0, 8)}`;
      await administer(url.href, `CREATE USER ${user}@'%' IDENTIFIED BY 'rollcall'`);
      await administer(url.href, `GRANT SELECT, INSERT, UPDATE ON ${database}.* TO ${user}@'%'`);
      const tables = await administer(url.href, 'SHOW TABLES');
      url.username = user;
      const { storage } = openDatabase(url.href, 1);
      const { refusedWrites, refusedArchiving, refusedCreate } = await storage.tryOut();
      expect(refusedWrites.length).toBeGreaterThan(1);
      for (const { what, because } of refusedWrites) {
        expect(what).toMatch(/^DELETE on \w+$/);
        expect(because).toContain('DELETE command denied');
      }
      // Nobody removes an entry of the audit log, unless there is an archive.
      expect(refusedWrites.map(({ what }) => what)).not.toContain('DELETE on journal');
      expect(refusedArchiving.map(({ what }) => what)).toEqual([
        'DELETE on journal',
        'DELETE on journal_terms',
      ]);
      expect(refusedCreate).toContain('CREATE command denied');
      await storage.close();
      await admin.close();
      url.username = 'root';
      expect(await administer(url.href, 'SHOW TABLES')).toEqual(tables);
      await administer(url.href, `DROP USER ${user}@'%'`);
    });
  }
});
