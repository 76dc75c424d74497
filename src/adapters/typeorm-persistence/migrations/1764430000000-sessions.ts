import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columnTypesOf } from './column-types.ts';

/** People who are signed in. It can be run again. */
export class Sessions1764430000000 implements MigrationInterface {
  readonly name = 'Sessions1764430000000';

  async up(runner: QueryRunner): Promise<void> {
    const { table, indexesIn, indexesAfter } = await columnTypesOf(runner);
    const indexes = { sessions_agent: 'account_id, agent_id, id' };
    await runner.query(`CREATE TABLE IF NOT EXISTS sessions (
      account_id VARCHAR(36) NOT NULL,
      id VARCHAR(36) NOT NULL,
      secret_hash VARCHAR(64) NOT NULL,
      agent_id VARCHAR(36),
      user_name VARCHAR(1016) NOT NULL,
      connection VARCHAR(255) NOT NULL,
      created_at VARCHAR(24) NOT NULL,
      last_seen_at VARCHAR(24) NOT NULL,
      ends_at VARCHAR(24) NOT NULL,
      address VARCHAR(255) NOT NULL,
      browser VARCHAR(255) NOT NULL,
      PRIMARY KEY (account_id, id),
      CONSTRAINT sessions_secret_hash UNIQUE (secret_hash)${indexesIn(indexes)}
    )${table}`);
    for (const statement of indexesAfter('sessions', indexes)) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE IF EXISTS sessions');
  }
}
