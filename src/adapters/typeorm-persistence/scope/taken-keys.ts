import { foldCase } from '../../../criteria/fold-case.ts';
import { batchesOf, placeholdersOf } from '../statements/batches.ts';
import type { AccountScope } from './account-scope.ts';
import { AccountStatement } from './account-statement.ts';

/** Which of the names resources of the account have, in folded case. */
export async function takenKeys(
  scope: AccountScope,
  table: string,
  column: string,
  names: readonly string[],
): Promise<ReadonlySet<string>> {
  const taken = new Set<string>();
  for (const keys of batchesOf(names.map(foldCase))) {
    const statement = AccountStatement.of(
      `SELECT ${column} AS taken FROM ${table} WHERE account_id = :account AND ${column} IN (${placeholdersOf(keys)})`,
    );
    for (const row of await scope.rows<{ taken: string }>(statement, keys)) taken.add(row.taken);
  }
  return taken;
}
