import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Accounts say whether what the directory manages is changed there alone; those that were there do not. It can be run again. */
export class DirectoryOnly1764591342000 implements MigrationInterface {
  readonly name = 'DirectoryOnly1764591342000';

  async up(runner: QueryRunner): Promise<void> {
    if (await runner.hasColumn('accounts', 'directory_only')) return;
    await runner.query('ALTER TABLE accounts ADD COLUMN directory_only SMALLINT NOT NULL DEFAULT 0');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE accounts DROP COLUMN directory_only');
  }
}
