import type { MigrationInterface, QueryRunner } from 'typeorm';

const index = 'journal_time';

/** Entries are found by their time. It can be run again. */
export class JournalTimes1764400000000 implements MigrationInterface {
  readonly name = 'JournalTimes1764400000000';

  async up(runner: QueryRunner): Promise<void> {
    const journal = await runner.getTable('journal');
    if (journal?.indices.some(({ name }) => name === index)) return;
    await runner.query(`CREATE INDEX ${index} ON journal (account_id, recorded_at, position)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('journal', index);
  }
}
