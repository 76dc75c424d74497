import { randomBytes } from 'node:crypto';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columnTypesOf } from './column-types.ts';
import { isSqlite } from './rows-in-batches.ts';

/** The Merkle tree over the audit log, what its leaves commit to, its checkpoints and their keys. It can be run again. */
export class SealedLog1764710000000 implements MigrationInterface {
  readonly name = 'SealedLog1764710000000';

  async up(runner: QueryRunner): Promise<void> {
    const { indexesAfter, indexesIn, longText, table } = await columnTypesOf(runner);
    const bigint = isSqlite(runner) ? 'INTEGER' : 'BIGINT';
    const undelivered = { seal_checkpoints_delivered: 'delivered_at, size' };
    await runner.query(
      `CREATE TABLE IF NOT EXISTS seal_log (one INTEGER NOT NULL PRIMARY KEY, origin VARCHAR(100) NOT NULL)${table}`,
    );
    await runner.query(`CREATE TABLE IF NOT EXISTS seal_keys (
      number INTEGER NOT NULL PRIMARY KEY,
      verifier VARCHAR(255) NOT NULL,
      secret ${longText} NOT NULL,
      made_at VARCHAR(24) NOT NULL
    )${table}`);
    await runner.query(`CREATE TABLE IF NOT EXISTS seal_checkpoints (
      size ${bigint} NOT NULL PRIMARY KEY,
      note ${longText} NOT NULL,
      made_at VARCHAR(24) NOT NULL,
      delivered_at VARCHAR(24)${indexesIn(undelivered)}
    )${table}`);
    for (const statement of indexesAfter('seal_checkpoints', undelivered)) await runner.query(statement);
    await runner.query(`CREATE TABLE IF NOT EXISTS seal_tiles (
      level INTEGER NOT NULL,
      place ${bigint} NOT NULL,
      hashes ${longText} NOT NULL,
      PRIMARY KEY (level, place)
    )${table}`);
    await runner.query(`CREATE TABLE IF NOT EXISTS sealed_entries (
      position ${bigint} NOT NULL PRIMARY KEY,
      account_id VARCHAR(36) NOT NULL,
      entry_hash VARCHAR(44) NOT NULL,
      salt VARCHAR(24)
    )${table}`);
    await nameLog(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of ['sealed_entries', 'seal_tiles', 'seal_checkpoints', 'seal_keys', 'seal_log'])
      await runner.query(`DROP TABLE IF EXISTS ${name}`);
  }
}

/** No other log has the same name, so that a checkpoint of one is never taken for that of another. */
async function nameLog(runner: QueryRunner): Promise<void> {
  const named = (await runner.query('SELECT 1 FROM seal_log')) as readonly unknown[];
  if (named.length > 0) return;
  const origin = `rollcall/${randomBytes(8).toString('hex')}`;
  await runner.query('INSERT INTO seal_log (one, origin) VALUES (1, ?)', [origin]);
}
