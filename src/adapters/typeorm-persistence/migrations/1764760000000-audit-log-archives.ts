import type { MigrationInterface, QueryRunner } from 'typeorm';

/** SQLite has one type for whole numbers of any size. */
const columnsOf = (isSqlite: boolean): Readonly<Record<string, string>> => ({
  audit_log_days_kept: 'INTEGER',
  audit_log_archived_up_to: isSqlite ? 'INTEGER' : 'BIGINT',
  audit_log_archived_before: 'VARCHAR(24)',
});

/** Accounts say how long their audit log stays in the database, and how far it is in an archive. It can be run again. */
export class AuditLogArchives1764760000000 implements MigrationInterface {
  readonly name = 'AuditLogArchives1764760000000';

  async up(runner: QueryRunner): Promise<void> {
    const isSqlite = runner.connection.options.type === 'better-sqlite3';
    for (const [column, type] of Object.entries(columnsOf(isSqlite))) {
      if (await runner.hasColumn('accounts', column)) continue;
      await runner.query(`ALTER TABLE accounts ADD COLUMN ${column} ${type}`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const column of Object.keys(columnsOf(true)))
      await runner.query(`ALTER TABLE accounts DROP COLUMN ${column}`);
  }
}
