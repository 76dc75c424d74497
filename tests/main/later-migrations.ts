import type { QueryRunner } from 'typeorm';
import { columnTypesOf } from '../../src/adapters/typeorm-persistence/migrations/column-types.ts';
import { isSqlite } from '../../src/adapters/typeorm-persistence/migrations/rows-in-batches.ts';
import type { DescribedMigration } from '../../src/adapters/typeorm-persistence/schema-changes/schema-change.ts';

/** Adds a table, a column and an index, as a release may that follows this one. It can be run again. */
export class AgentNicknames1800000000000 implements DescribedMigration {
  readonly name = 'AgentNicknames1800000000000';
  readonly change = {
    does: 'Lets agents have nicknames.',
    tables: { agents: ['addsColumn', 'addsIndex'], nicknames: ['makesTable'] },
  } as const;

  async up(runner: QueryRunner): Promise<void> {
    const { table } = await columnTypesOf(runner);
    const [instant, inPlace] = isSqlite(runner)
      ? ['', '']
      : [', ALGORITHM=INSTANT', ' ALGORITHM=INPLACE LOCK=NONE'];
    await runner.query(`CREATE TABLE IF NOT EXISTS nicknames (id VARCHAR(36) NOT NULL PRIMARY KEY)${table}`);
    if (!(await runner.hasColumn('agents', 'nickname')))
      await runner.query(`ALTER TABLE agents ADD COLUMN nickname VARCHAR(100)${instant}`);
    if ((await runner.getTable('agents'))?.indices.some(({ name }) => name === 'agents_nickname')) return;
    await runner.query(`CREATE INDEX agents_nickname ON agents (account_id, nickname, id)${inPlace}`);
  }

  async down(): Promise<void> {}
}

/** Takes away what nobody has read since the release before. */
export class NoLastCharacters1800000001000 implements DescribedMigration {
  readonly name = 'NoLastCharacters1800000001000';
  readonly change = {
    does: 'Forgets the characters with which API tokens end.',
    tables: { api_tokens: ['dropsColumn'] },
    unreadSince: '0.2.0',
  } as const;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE api_tokens DROP COLUMN last_characters');
  }

  async down(): Promise<void> {}
}
