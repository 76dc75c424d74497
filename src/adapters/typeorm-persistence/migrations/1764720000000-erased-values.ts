import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columnTypesOf } from './column-types.ts';

/** What opens an entry of the audit log of which values were erased. It can be run again. */
export class ErasedValues1764720000000 implements MigrationInterface {
  readonly name = 'ErasedValues1764720000000';

  async up(runner: QueryRunner): Promise<void> {
    if (await runner.hasColumn('sealed_entries', 'opened')) return;
    const { longText } = await columnTypesOf(runner);
    await runner.query(`ALTER TABLE sealed_entries ADD COLUMN opened ${longText}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE sealed_entries DROP COLUMN opened');
  }
}
