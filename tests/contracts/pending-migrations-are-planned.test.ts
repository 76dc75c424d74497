import { expect, test } from 'vitest';
import { administer, onEachDatabase } from '../support/databases.ts';
import { openDatabase } from '../support/open-storage.ts';
import { StoredAgents } from '../support/stored-agents.ts';

onEachDatabase('what migrations will do', (product) => {
  test('is told of a new database, in their order, and nothing is changed', async () => {
    const url = await product.freshUrl();
    const { storage } = openDatabase(url, 2);
    const planned = await storage.plannedMigrations();
    expect(planned.map(({ name }) => name)).toEqual((await storage.inspect()).pendingMigrations);
    expect(planned[0]).toMatchObject({
      does: 'Makes the tables of accounts, API tokens, agents, attributes and the audit log.',
      tables: expect.arrayContaining([{ name: 'agents', rows: 0, wait: expect.any(String), seconds: 0 }]),
    });
    expect(await storage.inspect()).toMatchObject({ isNew: true, foreignTables: [] });
    await storage.close();
  });

  test('is told with how many rows there are to work on, how long that takes and who waits for it', async () => {
    const url = await product.freshUrl();
    const open = openDatabase(url, 2);
    await open.storage.migrate();
    const stored = new StoredAgents(open);
    for (let index = 0; index < 3; index += 1) await stored.provision();
    await administer(url, "DELETE FROM migrations WHERE name LIKE 'Journal%'");
    const planned = await open.storage.plannedMigrations();
    expect(planned.map(({ name }) => name)).toEqual([
      'JournalTargetNames1764200000000',
      'JournalTimes1764400000000',
      'JournalOrder1764700000000',
      'JournalTermsSinks1764740000000',
      'JournalTargetTypes1764793514000',
      'JournalLateness1764800000000',
    ]);
    const [names, times, order] = planned;
    expect(names?.tables).toEqual([
      {
        name: 'journal',
        rows: expect.any(Number),
        wait: product.name === 'SQLite' ? 'writes' : 'rows',
        seconds: 1,
      },
    ]);
    expect(times?.tables[0]?.wait).toBe(product.name === 'SQLite' ? 'writes' : 'moment');
    expect([times?.oldestRelease, order?.oldestRelease]).toEqual([undefined, '0.1.0']);
    expect(names?.tables[0]?.rows).toBeGreaterThanOrEqual(3);
    await open.storage.close();
  });
});
