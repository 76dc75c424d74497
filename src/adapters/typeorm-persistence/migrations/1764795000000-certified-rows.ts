import type { QueryRunner } from 'typeorm';
import type { DescribedMigration } from '../schema-changes/schema-change.ts';
import { columnTypesOf } from './column-types.ts';

/** By what nodes of Galera notice each other's transactions. It can be run again. */
export class CertifiedRows1764795000000 implements DescribedMigration {
  readonly name = 'CertifiedRows1764795000000';
  readonly change = {
    does: 'Makes the table by which nodes of Galera notice that one changes what another one goes by.',
    tables: { certified_rows: ['makesTable'] },
  } as const;

  async up(runner: QueryRunner): Promise<void> {
    const { table } = await columnTypesOf(runner);
    await runner.query(`CREATE TABLE IF NOT EXISTS certified_rows (
      account_id VARCHAR(36) NOT NULL,
      number SMALLINT NOT NULL,
      written SMALLINT NOT NULL,
      PRIMARY KEY (account_id, number)
    )${table}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE certified_rows');
  }
}
