import type { AccountScope } from './account-scope.ts';
import { AccountStatement } from './account-statement.ts';

/** Of an account. Work on one node that writes the same one waits for each other. */
const rows = 32;

const written = (values: string): AccountStatement =>
  AccountStatement.of(
    `INSERT INTO certified_rows (account_id, number, written) VALUES ${values} ON DUPLICATE KEY UPDATE written = 1 - written`,
  );
const one = written(`(:account, CONNECTION_ID() % ${rows}, 0)`);
const all = written(Array.from({ length: rows }, (_, number) => `(:account, ${number}, 0)`).join(', '));

/**
 * Nodes of Galera know nothing of each other's locks: of transactions that are committed on two nodes at once, one is undone, and run
 * again, where both have written the same row. So work that goes by what it only read (the policy, agents who join a group) writes one
 * row of the account's, and work that changes such a thing writes all of them.
 */
export async function certify(scope: AccountScope): Promise<void> {
  if (!scope.locksHoldOnOneNode) return;
  if (scope.changesWhatOthersGoBy) await scope.run(all, []);
  else if (scope.goesByWhatItRead) await scope.run(one, []);
}
