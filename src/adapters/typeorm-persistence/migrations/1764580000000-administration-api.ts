import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columnTypesOf } from './column-types.ts';

/**
 * API tokens have scopes, networks from which they can be used, and what is known of their use and their end; those that
 * were there are directories'. Requests that are to be done once are kept for a day. It can be run again.
 */
export class AdministrationApi1764580000000 implements MigrationInterface {
  readonly name = 'AdministrationApi1764580000000';

  async up(runner: QueryRunner): Promise<void> {
    const { longText, table } = await columnTypesOf(runner);
    const columns = {
      scopes: "VARCHAR(100) NOT NULL DEFAULT 'scim'",
      addresses: longText,
      last_used_from: 'VARCHAR(45)',
      expiry_told_at: 'VARCHAR(24)',
    };
    for (const [name, type] of Object.entries(columns)) {
      if (await runner.hasColumn('api_tokens', name)) continue;
      await runner.query(`ALTER TABLE api_tokens ADD COLUMN ${name} ${type}`);
    }
    await runner.query(`CREATE TABLE IF NOT EXISTS idempotent_requests (
      account_id VARCHAR(36) NOT NULL,
      key_hash VARCHAR(64) NOT NULL,
      request_hash VARCHAR(64) NOT NULL,
      begun_at VARCHAR(24) NOT NULL,
      status SMALLINT,
      answer ${longText},
      PRIMARY KEY (account_id, key_hash)
    )${table}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE idempotent_requests');
    for (const name of ['scopes', 'addresses', 'last_used_from', 'expiry_told_at'])
      await runner.query(`ALTER TABLE api_tokens DROP COLUMN ${name}`);
  }
}
