import type { MigrationInterface, QueryRunner } from 'typeorm';
import { foldCase } from '../../../criteria/fold-case.ts';
import { type IdentifiedRow, isSqlite, rowsInBatches } from './rows-in-batches.ts';

const uniqueName = 'api_tokens_held_name';

/**
 * Accounts can be closed, and a token's name is its own. Of tokens that had the same name before, the newest holds it and
 * the others go on working under it. It can be run again.
 */
export class ClosedAccountsTokenNames1764350000000 implements MigrationInterface {
  readonly name = 'ClosedAccountsTokenNames1764350000000';

  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, 'accounts', 'closed_at', 24);
    await addColumn(runner, 'api_tokens', 'held_name_key', 300);
    await holdNames(runner);
    const tokens = await runner.getTable('api_tokens');
    if (tokens?.indices.some(({ name }) => name === uniqueName)) return;
    await runner.query(`CREATE UNIQUE INDEX ${uniqueName} ON api_tokens (account_id, held_name_key)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX ${uniqueName}${isSqlite(runner) ? '' : ' ON api_tokens'}`);
    await runner.query('ALTER TABLE api_tokens DROP COLUMN held_name_key');
    await runner.query('ALTER TABLE accounts DROP COLUMN closed_at');
  }
}

async function addColumn(runner: QueryRunner, table: string, column: string, length: number): Promise<void> {
  if (await runner.hasColumn(table, column)) return;
  await runner.query(`ALTER TABLE ${table} ADD COLUMN ${column} VARCHAR(${length})`);
}

interface TokenRow extends IdentifiedRow {
  readonly name: string;
}

async function holdNames(runner: QueryRunner): Promise<void> {
  await runner.query('UPDATE api_tokens SET held_name_key = NULL WHERE held_name_key IS NOT NULL');
  const hold = 'UPDATE api_tokens SET held_name_key = ? WHERE account_id = ? AND id = ?';
  const leave = 'UPDATE api_tokens SET held_name_key = NULL WHERE account_id = ? AND held_name_key = ?';
  // In the order of the ids, in which tokens come into being.
  for await (const rows of rowsInBatches<TokenRow>(runner, 'api_tokens', ['name'], 'revoked_at IS NULL')) {
    for (const { account_id, id, name } of rows) {
      const key = foldCase(name);
      await runner.query(leave, [account_id, key]);
      await runner.query(hold, [key, account_id, id]);
    }
  }
}
