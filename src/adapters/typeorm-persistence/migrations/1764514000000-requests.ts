import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columnTypesOf } from './column-types.ts';

/** The request log, and until when an account has bodies kept. It can be run again. */
export class Requests1764514000000 implements MigrationInterface {
  readonly name = 'Requests1764514000000';

  async up(runner: QueryRunner): Promise<void> {
    const { table, longText, indexesIn, indexesAfter } = await columnTypesOf(runner);
    const indexes = {
      requests_request: 'account_id, request_id, at, id',
      requests_mnemonic: 'account_id, mnemonic, at, id',
      requests_principal: 'account_id, principal_id, at, id',
      requests_agent: 'account_id, agent, at, id',
      requests_failed: 'account_id, failed, at, id',
    };
    await runner.query(`CREATE TABLE IF NOT EXISTS requests (
      account_id VARCHAR(36) NOT NULL,
      at VARCHAR(24) NOT NULL,
      id VARCHAR(36) NOT NULL,
      request_id VARCHAR(128) NOT NULL,
      mnemonic VARCHAR(64),
      principal_id VARCHAR(36),
      agent VARCHAR(320),
      status SMALLINT NOT NULL,
      failed SMALLINT NOT NULL,
      details ${longText} NOT NULL,
      bodies ${longText},
      PRIMARY KEY (account_id, at, id)${indexesIn(indexes)}
    )${table}`);
    for (const statement of indexesAfter('requests', indexes)) await runner.query(statement);
    if (await runner.hasColumn('accounts', 'bodies_kept_until')) return;
    await runner.query('ALTER TABLE accounts ADD COLUMN bodies_kept_until VARCHAR(24)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE accounts DROP COLUMN bodies_kept_until');
    await runner.query('DROP TABLE IF EXISTS requests');
  }
}
