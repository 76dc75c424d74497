import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columnTypesOf } from './column-types.ts';

const uniqueId = 'sso_connections_id';

/** Sign-ins that are under way, and assertions that were used. It can be run again. */
export class SignIns1764510000000 implements MigrationInterface {
  readonly name = 'SignIns1764510000000';

  async up(runner: QueryRunner): Promise<void> {
    const { table, indexesIn, indexesAfter } = await columnTypesOf(runner);
    const connections = await runner.getTable('sso_connections');
    if (!connections?.indices.some(({ name }) => name === uniqueId))
      await runner.query(`CREATE UNIQUE INDEX ${uniqueId} ON sso_connections (id)`);
    const ofSignIns = {
      sign_ins_browser: 'account_id, browser_hash',
      sign_ins_end: 'account_id, ends_at',
    };
    await runner.query(`CREATE TABLE IF NOT EXISTS sign_ins (
      account_id VARCHAR(36) NOT NULL,
      request_hash VARCHAR(64) NOT NULL,
      browser_hash VARCHAR(64) NOT NULL,
      connection_id VARCHAR(36) NOT NULL,
      return_to VARCHAR(500) NOT NULL,
      ends_at VARCHAR(24) NOT NULL,
      PRIMARY KEY (account_id, request_hash)${indexesIn(ofSignIns)}
    )${table}`);
    for (const statement of indexesAfter('sign_ins', ofSignIns)) await runner.query(statement);
    const ofAssertions = { used_assertions_end: 'account_id, ends_at' };
    await runner.query(`CREATE TABLE IF NOT EXISTS used_assertions (
      account_id VARCHAR(36) NOT NULL,
      connection_id VARCHAR(36) NOT NULL,
      assertion_hash VARCHAR(64) NOT NULL,
      ends_at VARCHAR(24) NOT NULL,
      PRIMARY KEY (account_id, connection_id, assertion_hash)${indexesIn(ofAssertions)}
    )${table}`);
    for (const statement of indexesAfter('used_assertions', ofAssertions)) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE IF EXISTS used_assertions');
    await runner.query('DROP TABLE IF EXISTS sign_ins');
    const connections = await runner.getTable('sso_connections');
    const made = connections?.indices.find(({ name }) => name === uniqueId);
    if (connections !== undefined && made !== undefined) await runner.dropIndex(connections, made);
  }
}
