import type { QueryRunner } from 'typeorm';
import type { DescribedMigration } from '../schema-changes/schema-change.ts';
import { columnTypesOf } from './column-types.ts';

/** What is counted of deactivations, and what becomes of many at once. It can be run again. */
export class DeactivationBrakes1764770000000 implements DescribedMigration {
  readonly name = 'DeactivationBrakes1764770000000';
  readonly change = {
    does: 'Makes the table of the brakes for many deactivations.',
    tables: { deactivation_brakes: ['makesTable'] },
  } as const;

  async up(runner: QueryRunner): Promise<void> {
    const { longText, table } = await columnTypesOf(runner);
    await runner.query(`CREATE TABLE IF NOT EXISTS deactivation_brakes (
      account_id VARCHAR(36) NOT NULL,
      version INTEGER NOT NULL,
      percent SMALLINT NOT NULL,
      minutes SMALLINT NOT NULL,
      agents_min INTEGER NOT NULL,
      stops SMALLINT NOT NULL,
      progress ${longText} NOT NULL,
      wave ${longText},
      PRIMARY KEY (account_id)
    )${table}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE deactivation_brakes');
  }
}
