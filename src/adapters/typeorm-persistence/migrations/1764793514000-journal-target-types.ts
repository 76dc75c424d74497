import type { QueryRunner } from 'typeorm';
import type { DescribedMigration } from '../schema-changes/schema-change.ts';
import { isSqlite } from './rows-in-batches.ts';

/**
 * Entries of the audit log are found by the type of what they are about. Up to where they are is a column of its own: processes of
 * the release before go on indexing by `position`, and know no such terms. It can be run again.
 */
export class JournalTargetTypes1764793514000 implements DescribedMigration {
  readonly name = 'JournalTargetTypes1764793514000';
  readonly change = {
    does: 'Has entries of the audit log found by the type of what they are about; they are indexed anew while the service runs.',
    tables: { journal_indexed: ['addsColumn'] },
  } as const;

  async up(runner: QueryRunner): Promise<void> {
    if (await runner.hasColumn('journal_indexed', 'typed_position')) return;
    const position = isSqlite(runner) ? 'INTEGER' : 'BIGINT';
    await runner.query(
      `ALTER TABLE journal_indexed ADD COLUMN typed_position ${position} NOT NULL DEFAULT 0`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE journal_indexed DROP COLUMN typed_position');
  }
}
