import type { AgentId } from '../../../domain/shared/identifiers.ts';
import type { Instant } from '../../../domain/shared/instant.ts';
import type { AccountScope } from '../account-scope.ts';
import { AccountStatement } from '../account-statement.ts';

const touch = new AccountStatement(
  'UPDATE agent_groups SET version = version + 1, last_modified_at = ? WHERE account_id = :account AND id IN (SELECT group_id FROM memberships WHERE account_id = :account AND agent_id = ?)',
);
const leave = new AccountStatement('DELETE FROM memberships WHERE account_id = :account AND agent_id = ?');

/** Takes an agent that is removed out of its groups, each of which thereby changes. */
export async function leaveAllGroups(scope: AccountScope, agentId: AgentId, at: Instant): Promise<void> {
  await scope.run(touch, [at, agentId]);
  await scope.run(leave, [agentId]);
}
