import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columnTypesOf } from './column-types.ts';
import { isSqlite } from './rows-in-batches.ts';

/** By what entries of the audit log are found, and where they go besides the database. It can be run again. */
export class JournalTermsSinks1764740000000 implements MigrationInterface {
  readonly name = 'JournalTermsSinks1764740000000';

  async up(runner: QueryRunner): Promise<void> {
    const { longText, table } = await columnTypesOf(runner);
    const position = isSqlite(runner) ? 'INTEGER' : 'BIGINT';
    await runner.query(`CREATE TABLE IF NOT EXISTS journal_terms (
      account_id VARCHAR(36) NOT NULL,
      term VARCHAR(22) NOT NULL,
      block ${position} NOT NULL,
      PRIMARY KEY (account_id, term, block)
    )${table}`);
    await runner.query(
      `CREATE TABLE IF NOT EXISTS journal_indexed (one INTEGER NOT NULL PRIMARY KEY, position ${position} NOT NULL)${table}`,
    );
    await runner.query(`CREATE TABLE IF NOT EXISTS journal_sinks (
      name VARCHAR(16) NOT NULL PRIMARY KEY,
      position ${position} NOT NULL,
      holder VARCHAR(36) NOT NULL,
      held_until VARCHAR(24) NOT NULL,
      failing_since VARCHAR(24),
      failure ${longText}
    )${table}`);
    // What is there already is indexed by the processes that serve, step by step.
    await insertOnce(runner, 'journal_indexed', '(one, position) VALUES (1, 0)');
    await insertOnce(
      runner,
      'journal_sinks',
      "(name, position, holder, held_until) VALUES ('file', 0, '', ''), ('syslog', 0, '', '')",
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['journal_terms', 'journal_indexed', 'journal_sinks'])
      await runner.query(`DROP TABLE IF EXISTS ${table}`);
  }
}

async function insertOnce(runner: QueryRunner, table: string, rows: string): Promise<void> {
  const [row] = (await runner.query(`SELECT COUNT(*) AS found FROM ${table}`)) as { found: unknown }[];
  if (Number(row?.found) === 0) await runner.query(`INSERT INTO ${table} ${rows}`);
}
