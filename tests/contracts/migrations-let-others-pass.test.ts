import mysql from 'mysql2/promise';
import { expect, test } from 'vitest';
import { administer, isNode, onEachServer } from '../support/databases.ts';
import { openDatabase } from '../support/open-storage.ts';
import { StoredAgents } from '../support/stored-agents.ts';

onEachServer('a migration', (product) => {
  test('that waits for a long transaction, such as that of a dump, holds up nobody else for good', async () => {
    const url = await product.freshUrl();
    const open = openDatabase(url, 4);
    await open.storage.migrate();
    const agents = new StoredAgents(open);
    await agents.provision();
    await administer(url, 'DROP INDEX journal_time ON journal');
    await administer(url, "DELETE FROM migrations WHERE name = 'JournalTimes1764400000000'");

    const dump = await mysql.createConnection(url.replace(/^mariadb:/, 'mysql:'));
    await dump.query('START TRANSACTION WITH CONSISTENT SNAPSHOT');
    await dump.query('SELECT COUNT(*) FROM journal');
    let isDone = false;
    const migrated = open.storage.migrate().finally(() => {
      isDone = true;
    });
    // Each writes to the table for which the migration waits; one that never gave way would let none of them.
    for (let index = 0; index < 200; index += 1) {
      await agents.provision();
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    if (await isNode(url)) {
      // A cluster applies the change everywhere at once, and ends what is in its way.
      await expect(dump.query('SELECT COUNT(*) FROM journal')).rejects.toMatchObject({ errno: 1213 });
    } else {
      expect(isDone).toBe(false);
      await dump.query('COMMIT');
    }
    await dump.end();
    expect(await migrated).toEqual(['JournalTimes1764400000000']);
    await open.storage.close();
  });
});
