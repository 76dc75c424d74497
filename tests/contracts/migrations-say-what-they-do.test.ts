import type { MigrationInterface, QueryRunner } from 'typeorm';
import { expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { isOlder } from '../../src/adapters/typeorm-persistence/connections/served-releases.ts';
import { dataSourceOf } from '../../src/adapters/typeorm-persistence/data-source.ts';
import { describedMigrations } from '../../src/adapters/typeorm-persistence/dialects/schema-migrations.ts';
import { migrations } from '../../src/adapters/typeorm-persistence/entities/database-schema.ts';
import { changesOfOlderMigrations } from '../../src/adapters/typeorm-persistence/schema-changes/changes-of-older-migrations.ts';
import { onEachDatabase } from '../support/databases.ts';
import { harmIn, lockingStatements, worksIn, worksTold } from '../support/schema-statements.ts';

/** Has the migration change an empty database, and tells the statements by which it does. */
async function statementsOf(migration: MigrationInterface, runner: QueryRunner): Promise<readonly string[]> {
  const statements: string[] = [];
  const query: QueryRunner['query'] = (sql: string, ...more: never[]) => {
    statements.push(sql);
    return runner.query(sql, ...more);
  };
  await migration.up(
    new Proxy(runner, { get: (target, key) => (key === 'query' ? query : Reflect.get(target, key)) }),
  );
  return statements;
}

onEachDatabase('the migrations', (product) => {
  test('do what they say, and say what they take away', async () => {
    const dataSource = await dataSourceOf(await product.freshUrl()).initialize();
    const runner = dataSource.createQueryRunner();
    // Rows are written where there are some, and SQLite heeds no lengths.
    const mayBeLeftOut = (work: string) =>
      work.endsWith(' writesRows') || (product.name === 'SQLite' && work.endsWith(' widensColumn'));
    for (const { name, change } of describedMigrations()) {
      const migration = migrations.map((Migration) => new Migration()).find((one) => one.name === name);
      if (migration === undefined) throw new Error(`There is no migration ${name}.`);
      const statements = await statementsOf(migration, runner);
      const [done, told] = [worksIn(statements), worksTold(change)];
      expect([name, done.filter((work) => !told.includes(work))]).toEqual([name, []]);
      const missing = told.filter((work) => !done.includes(work) && !mayBeLeftOut(work));
      expect([name, missing]).toEqual([name, []]);
      expect([name, harmIn(statements, change)]).toEqual([name, []]);
      if (product.name !== 'SQLite' && !(name in changesOfOlderMigrations))
        expect([name, lockingStatements(statements)]).toEqual([name, []]);
    }
    await runner.release();
    await dataSource.destroy();
  });
});

test('each migration has a sentence that says what it does, and none waits for a release to come', () => {
  for (const { name, change } of describedMigrations()) {
    expect([name, change.does]).toEqual([name, expect.stringMatching(/^[A-Z].*\.$/)]);
    const isToCome = isOlder(manifest.version, change.unreadSince ?? '0.0.0');
    expect([name, isToCome]).toEqual([name, false]);
  }
});

test.each([
  ['ALTER TABLE agents DROP COLUMN external_id', 'agents dropsColumn without saying since when it is unread'],
  [
    'ALTER TABLE agents RENAME COLUMN id TO key',
    'agents renamesColumn without saying since when it is unread',
  ],
  ['DROP TABLE IF EXISTS agents', 'agents dropsTable without saying since when it is unread'],
  [
    'ALTER TABLE agents ADD COLUMN a INT NOT NULL',
    'older releases do not fill the column: ALTER TABLE agents ADD COLUMN a INT NOT NULL',
  ],
])('%s is found to harm older releases', (statement, harm) => {
  expect(harmIn([statement], {})).toEqual([harm]);
});

test.each([
  ['ALTER TABLE agents ADD COLUMN a INT', false],
  ['ALTER TABLE agents ADD COLUMN a INT, ALGORITHM=INSTANT', true],
  ['CREATE INDEX agents_a ON agents (a)', false],
  ['CREATE INDEX agents_a ON agents (a) ALGORITHM=INPLACE LOCK=NONE', true],
  ['ALTER TABLE agents ADD INDEX agents_a (a), ALGORITHM=INPLACE, LOCK=NONE', true],
  ['ALTER TABLE accounts ADD COLUMN a INT', true],
])('%s does not lock a big table for long: %s', (statement, isOnline) => {
  expect(lockingStatements([statement])).toEqual(isOnline ? [] : [statement]);
});
