import type { QueryRunner } from 'typeorm';
import type { DescribedMigration } from '../schema-changes/schema-change.ts';
import { columnTypesOf } from './column-types.ts';

/** The database says which releases it serves. It can be run again. */
export class SchemaReaders1764780000000 implements DescribedMigration {
  readonly name = 'SchemaReaders1764780000000';
  readonly change = {
    does: 'Has the database say which is the oldest release that it serves.',
    tables: { schema_readers: ['makesTable'] },
  } as const;

  async up(runner: QueryRunner): Promise<void> {
    const { table } = await columnTypesOf(runner);
    await runner.query(
      `CREATE TABLE IF NOT EXISTS schema_readers (one INTEGER NOT NULL PRIMARY KEY, oldest_release VARCHAR(20) NOT NULL)${table}`,
    );
    const there = (await runner.query('SELECT 1 FROM schema_readers')) as readonly unknown[];
    if (there.length > 0) return;
    await runner.query("INSERT INTO schema_readers (one, oldest_release) VALUES (1, '0.1.0')");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE IF EXISTS schema_readers');
  }
}
