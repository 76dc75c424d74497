import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columnTypesOf } from './column-types.ts';

/** The request log, and until when an account has bodies kept. It can be run again. */
export class Requests1764514000000 implements MigrationInterface {
  readonly name = 'Requests1764514000000';

  async up(runner: QueryRunner): Promise<void> {
    const { table, longText } = await columnTypesOf(runner);
    await runner.query(`CREATE TABLE IF NOT EXISTS request_blocks (
      account_id VARCHAR(36) NOT NULL,
      last_at VARCHAR(24) NOT NULL,
      id VARCHAR(36) NOT NULL,
      first_at VARCHAR(24) NOT NULL,
      requests ${longText} NOT NULL,
      bodies ${longText},
      names ${longText} NOT NULL,
      PRIMARY KEY (account_id, last_at, id)
    )${table}`);
    await runner.query(`CREATE TABLE IF NOT EXISTS request_names (
      account_id VARCHAR(36) NOT NULL,
      name VARCHAR(330) NOT NULL,
      last_at VARCHAR(24) NOT NULL,
      block_id VARCHAR(36) NOT NULL,
      PRIMARY KEY (account_id, name, last_at, block_id)
    )${table}`);
    if (await runner.hasColumn('accounts', 'bodies_kept_until')) return;
    await runner.query('ALTER TABLE accounts ADD COLUMN bodies_kept_until VARCHAR(24)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE accounts DROP COLUMN bodies_kept_until');
    await runner.query('DROP TABLE IF EXISTS request_names');
    await runner.query('DROP TABLE IF EXISTS request_blocks');
  }
}
