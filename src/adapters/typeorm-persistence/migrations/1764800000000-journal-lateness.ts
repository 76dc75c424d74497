import type { QueryRunner } from 'typeorm';
import type { DescribedMigration } from '../schema-changes/schema-change.ts';
import { isSqlite } from './rows-in-batches.ts';

const columns = ['timed_position', 'latest_milliseconds', 'lateness_milliseconds'];

/** By how much the times of the audit log's entries are out of their order. It can be run again. */
export class JournalLateness1764800000000 implements DescribedMigration {
  readonly name = 'JournalLateness1764800000000';
  readonly change = {
    does: 'Keeps by how much the times of entries of the audit log are out of their order; older entries are looked through while the service runs.',
    tables: { journal_indexed: ['addsColumn'] },
  } as const;

  async up(runner: QueryRunner): Promise<void> {
    const number = isSqlite(runner) ? 'INTEGER' : 'BIGINT';
    for (const column of columns)
      if (!(await runner.hasColumn('journal_indexed', column)))
        await runner.query(`ALTER TABLE journal_indexed ADD COLUMN ${column} ${number} NOT NULL DEFAULT 0`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const column of columns) await runner.query(`ALTER TABLE journal_indexed DROP COLUMN ${column}`);
  }
}
