import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columnTypesOf } from './column-types.ts';

/** What directories send and what is not kept. It can be run again. */
export class UnkeptAttributes1764300000000 implements MigrationInterface {
  readonly name = 'UnkeptAttributes1764300000000';

  async up(runner: QueryRunner): Promise<void> {
    const { table } = await columnTypesOf(runner);
    await runner.query(`CREATE TABLE IF NOT EXISTS unkept_attributes (
      account_id VARCHAR(36) NOT NULL,
      sent_with VARCHAR(16) NOT NULL,
      name_key VARCHAR(320) NOT NULL,
      name VARCHAR(200) NOT NULL,
      times INTEGER NOT NULL,
      example VARCHAR(80) NOT NULL,
      first_sent_at VARCHAR(24) NOT NULL,
      last_sent_at VARCHAR(24) NOT NULL,
      told_at VARCHAR(24) NOT NULL,
      times_told INTEGER NOT NULL,
      PRIMARY KEY (account_id, sent_with, name_key)
    )${table}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE IF EXISTS unkept_attributes');
  }
}
