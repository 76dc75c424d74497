import { AccountStatement } from '../scope/account-statement.ts';
import { placeholdersOf } from '../statements/batches.ts';

/** Has a block not be found any more under some names. It is given the block's time and id, and the names. */
export const forgetNames = (names: readonly string[]): AccountStatement =>
  AccountStatement.of(
    `DELETE FROM request_names WHERE account_id = :account AND last_at = ? AND block_id = ? AND name IN (${placeholdersOf(names)})`,
  );
