import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columnTypesOf } from './column-types.ts';
import { isSqlite } from './rows-in-batches.ts';

const rowsPerStep = 10_000;

const indexes = {
  journal_account: 'account_id, position',
  journal_target: 'account_id, target_id, position',
  journal_target_name: 'account_id, target_name_key, position',
  journal_time: 'account_id, recorded_at, position',
};

/**
 * What was the position of an entry, given at the insert and with gaps, is its id, and the position is given after the commit
 * (decision 72). Entries that are there get theirs in the order of their ids. Processes of the version before go on adding
 * entries meanwhile, which name neither column and get their positions from those of this version. It can be run again.
 */
export class JournalOrder1764700000000 implements MigrationInterface {
  readonly name = 'JournalOrder1764700000000';

  async up(runner: QueryRunner): Promise<void> {
    const { table } = await columnTypesOf(runner);
    const position = isSqlite(runner) ? 'INTEGER' : 'BIGINT';
    if (!(await runner.hasColumn('journal', 'id'))) await makeColumns(runner);
    await runner.query(
      `CREATE TABLE IF NOT EXISTS journal_order (one INTEGER NOT NULL PRIMARY KEY, position ${position} NOT NULL)${table}`,
    );
    // Before there are indexes of positions, which would be written anew with each of them.
    await giveExistingPositions(runner);
    await makeIndexes(runner);
    if (isSqlite(runner)) await runner.query(positionByTrigger);
    const [row] = (await runner.query('SELECT COUNT(*) AS found FROM journal_order')) as { found: unknown }[];
    if (Number(row?.found) > 0) return;
    await runner.query(
      'INSERT INTO journal_order (one, position) SELECT 1, COALESCE(MAX(position), 0) FROM journal',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    if (isSqlite(runner)) await runner.query('DROP TRIGGER journal_without_position');
    await runner.query('DROP TABLE IF EXISTS journal_order');
    await runner.dropIndex('journal', 'journal_position');
    for (const name of Object.keys(indexes)) await runner.dropIndex('journal', name);
    await runner.query('ALTER TABLE journal DROP COLUMN position');
    await runner.query('ALTER TABLE journal RENAME COLUMN id TO position');
    for (const [name, columns] of Object.entries(indexes))
      await runner.query(`CREATE INDEX ${name} ON journal (${columns})`);
  }
}

/** The embedded database is numbered by whoever writes, and a process of the version before gives no position. */
const positionByTrigger = `CREATE TRIGGER IF NOT EXISTS journal_without_position AFTER INSERT ON journal WHEN NEW.position IS NULL BEGIN
    UPDATE journal_order SET position = position + 1;
    UPDATE journal SET position = (SELECT position FROM journal_order) WHERE id = NEW.id;
  END`;

/** Servers do both at once, so that what processes of the version before ask for is there at any time. */
async function makeColumns(runner: QueryRunner): Promise<void> {
  if (isSqlite(runner)) {
    await runner.query('ALTER TABLE journal RENAME COLUMN position TO id');
    await runner.query('ALTER TABLE journal ADD COLUMN position INTEGER');
  } else await runner.query('ALTER TABLE journal RENAME COLUMN position TO id, ADD COLUMN position BIGINT');
}

/** On servers each step is a transaction of its own, since what made the tables ended the one around it. */
async function giveExistingPositions(runner: QueryRunner): Promise<void> {
  const [{ first = 0, last = 0, position = 0 } = {}] = (await runner.query(
    'SELECT MIN(CASE WHEN position IS NULL THEN id END) - 1 AS first, MAX(id) AS last, MAX(position) AS position FROM journal',
  )) as Record<string, unknown>[];
  let given = Number(position);
  for (let after = Number(first); after < Number(last); after += rowsPerStep) {
    const range = [after, Math.min(after + rowsPerStep, Number(last))];
    const rows =
      'SELECT id, ROW_NUMBER() OVER (ORDER BY id) AS place FROM journal WHERE id > ? AND id <= ? AND position IS NULL';
    await runner.query(
      isSqlite(runner)
        ? `UPDATE journal SET position = ? + found.place FROM (${rows}) AS found WHERE found.id = journal.id`
        : `UPDATE journal JOIN (${rows}) AS found ON found.id = journal.id SET position = ? + found.place`,
      isSqlite(runner) ? [given, ...range] : [...range, given],
    );
    const [row] = (await runner.query(
      'SELECT MAX(position) AS position FROM journal WHERE id <= ?',
      range.slice(1),
    )) as {
      position: unknown;
    }[];
    given = Number(row?.position ?? given);
  }
}

async function makeIndexes(runner: QueryRunner): Promise<void> {
  const journal = await runner.getTable('journal');
  if (journal?.indices.some(({ name }) => name === 'journal_position')) return;
  if (isSqlite(runner)) {
    for (const [name, columns] of Object.entries(indexes)) {
      await runner.query(`DROP INDEX ${name}`);
      await runner.query(`CREATE INDEX ${name} ON journal (${columns})`);
    }
    await runner.query('CREATE UNIQUE INDEX journal_position ON journal (position)');
    return;
  }
  const changes = Object.entries(indexes).map(
    ([name, columns]) => `DROP INDEX ${name}, ADD INDEX ${name} (${columns})`,
  );
  await runner.query(
    `ALTER TABLE journal ${changes.join(', ')}, ADD UNIQUE INDEX journal_position (position)`,
  );
}
