import type { MigrationInterface, QueryRunner } from 'typeorm';

/** API tokens have the characters with which they end; those that were there have none. It can be run again. */
export class TokenEndings1764750000000 implements MigrationInterface {
  readonly name = 'TokenEndings1764750000000';

  async up(runner: QueryRunner): Promise<void> {
    if (await runner.hasColumn('api_tokens', 'last_characters')) return;
    await runner.query('ALTER TABLE api_tokens ADD COLUMN last_characters VARCHAR(4)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE api_tokens DROP COLUMN last_characters');
  }
}
