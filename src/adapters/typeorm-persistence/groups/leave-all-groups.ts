import type { AgentId } from '../../../domain/shared/identifiers.ts';
import type { Instant } from '../../../domain/shared/instant.ts';
import type { AccountScope } from '../account-scope.ts';
import { AccountStatement } from '../account-statement.ts';
import { batchesOf, placesOf } from '../statements/batches.ts';

const groupsOf = new AccountStatement(
  'SELECT group_id FROM memberships WHERE account_id = :account AND agent_id = ? ORDER BY group_id',
);
const leave = new AccountStatement('DELETE FROM memberships WHERE account_id = :account AND agent_id = ?');

/**
 * Takes an agent that is removed out of its groups, each of which thereby changes. The agent's row is deleted
 * before, in the same transaction, so that nobody can let it join meanwhile.
 */
export async function leaveAllGroups(scope: AccountScope, agentId: AgentId, at: Instant): Promise<void> {
  // Looked up first: given a subquery, MariaDB would go through all groups of the account.
  const groups = (await scope.rows<{ group_id: string }>(groupsOf, [agentId])).map((row) => row.group_id);
  if (groups.length === 0) return;
  for (const batch of batchesOf(groups)) {
    const touch = new AccountStatement(
      `UPDATE agent_groups SET version = version + 1, last_modified_at = ? WHERE account_id = :account AND id IN (${placesOf(batch)})`,
    );
    await scope.run(touch, [at, ...batch]);
  }
  await scope.run(leave, [agentId]);
}
