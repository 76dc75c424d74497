import type { MigrationInterface, QueryRunner } from 'typeorm';
import { foldCase } from '../../../criteria/fold-case.ts';

const index = 'journal_target_name';
const keyCharactersMax = 320;
const positionsPerStatement = 10_000;

/** Entries are found by their target's name, as which people know somebody who is gone. It can be run again. */
export class JournalTargetNames1764200000000 implements MigrationInterface {
  readonly name = 'JournalTargetNames1764200000000';

  async up(runner: QueryRunner): Promise<void> {
    if (!(await runner.hasColumn('journal', 'target_name_key'))) {
      await runner.query(`ALTER TABLE journal ADD COLUMN target_name_key VARCHAR(${keyCharactersMax})`);
    }
    await foldNames(runner);
    const journal = await runner.getTable('journal');
    if (journal?.indices.some(({ name }) => name === index)) return;
    await runner.query(`CREATE INDEX ${index} ON journal (account_id, target_name_key, position)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('journal', index);
    await runner.query('ALTER TABLE journal DROP COLUMN target_name_key');
  }
}

interface NamedRow {
  readonly position: number | string;
  readonly target_name: string;
  readonly target_name_key: string;
}

async function foldNames(runner: QueryRunner): Promise<void> {
  const [row] = (await runner.query('SELECT MAX(position) AS last FROM journal')) as { last: unknown }[];
  const last = Number(row?.last ?? 0);
  const within = 'target_name IS NOT NULL AND position > ? AND position <= ?';
  for (let after = 0; after < last; after += positionsPerStatement) {
    const range = [after, after + positionsPerStatement];
    await runner.query(`UPDATE journal SET target_name_key = LOWER(target_name) WHERE ${within}`, range);
    // The databases fold other letters than ASCII's each in its own way, or not at all.
    const rows = (await runner.query(
      `SELECT position, target_name, target_name_key FROM journal WHERE ${within}`,
      range,
    )) as NamedRow[];
    for (const { position, target_name: name, target_name_key: key } of rows) {
      const folded = foldCase(name).slice(0, keyCharactersMax);
      if (folded === key) continue;
      await runner.query('UPDATE journal SET target_name_key = ? WHERE position = ?', [folded, position]);
    }
  }
}
