import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columnTypesOf } from './column-types.ts';

const index = 'agent_groups_gives_role';

/** Accounts have owners, and groups give roles and are granted to limited administrators. It can be run again. */
export class Roles1764420000000 implements MigrationInterface {
  readonly name = 'Roles1764420000000';

  async up(runner: QueryRunner): Promise<void> {
    const { longText } = await columnTypesOf(runner);
    await addColumn(runner, 'accounts', 'owners', longText);
    await addColumn(runner, 'agent_groups', 'gives_role', 'VARCHAR(16)');
    await addColumn(runner, 'agent_groups', 'granted_to', longText);
    const groups = await runner.getTable('agent_groups');
    if (groups?.indices.some(({ name }) => name === index)) return;
    await runner.query(`CREATE INDEX ${index} ON agent_groups (account_id, gives_role, id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('agent_groups', index);
    await runner.query('ALTER TABLE agent_groups DROP COLUMN granted_to');
    await runner.query('ALTER TABLE agent_groups DROP COLUMN gives_role');
    await runner.query('ALTER TABLE accounts DROP COLUMN owners');
  }
}

async function addColumn(runner: QueryRunner, table: string, column: string, type: string): Promise<void> {
  if (await runner.hasColumn(table, column)) return;
  await runner.query(`ALTER TABLE ${table} ADD COLUMN ${column} ${type}`);
}
