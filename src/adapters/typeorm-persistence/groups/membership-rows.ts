import type { Candidates } from '../../../application/ports/group-repository.ts';
import type { GroupMember } from '../../../domain/group/group-member.ts';
import { type AgentId, agentId, type GroupId } from '../../../domain/shared/identifiers.ts';
import type { AccountScope } from '../account-scope.ts';
import { AccountStatement } from '../account-statement.ts';
import { batchesOf, placesOf } from '../statement-batches.ts';

const ofAll = new AccountStatement('DELETE FROM memberships WHERE account_id = :account AND group_id = ?');
const ids = new AccountStatement(
  'SELECT agent_id FROM memberships WHERE account_id = :account AND group_id = ? ORDER BY agent_id',
);

export async function memberIdsOf(scope: AccountScope, group: GroupId): Promise<readonly AgentId[]> {
  const rows = await scope.rows<{ agent_id: string }>(ids, [group]);
  return rows.map((row) => agentId(row.agent_id));
}

/** The members of each of the groups, in the order of their ids. */
export async function membersOf(
  scope: AccountScope,
  groups: readonly GroupId[],
): Promise<ReadonlyMap<GroupId, readonly GroupMember[]>> {
  const members = new Map<GroupId, GroupMember[]>(groups.map((group) => [group, []]));
  for (const batch of batchesOf(groups)) {
    const statement = new AccountStatement(
      `SELECT m.group_id, m.agent_id, a.user_name FROM memberships AS m JOIN agents AS a ON a.account_id = m.account_id AND a.id = m.agent_id WHERE m.account_id = :account AND m.group_id IN (${placesOf(batch)}) ORDER BY m.group_id, m.agent_id`,
    );
    const rows = await scope.rows<{ group_id: GroupId; agent_id: string; user_name: string }>(
      statement,
      batch,
    );
    for (const row of rows)
      members.get(row.group_id)?.push({ id: agentId(row.agent_id), userName: row.user_name });
  }
  return members;
}

/** Keeps the agents that are there from being removed before the transaction ends. */
export async function candidatesOf(
  scope: AccountScope,
  group: GroupId,
  wanted: readonly AgentId[],
): Promise<Candidates> {
  const agents = new Map<AgentId, GroupMember>();
  const members = new Set<AgentId>();
  for (const batch of batchesOf(wanted)) {
    // A subquery, since the lock is to be on the agents and not on the memberships, which others change.
    const statement = new AccountStatement(
      `SELECT a.id, a.user_name, EXISTS (SELECT 1 FROM memberships AS m WHERE m.account_id = :account AND m.group_id = ? AND m.agent_id = a.id) AS belongs FROM agents AS a WHERE a.account_id = :account AND a.id IN (${placesOf(batch)})${scope.dialect.forShare}`,
    );
    const rows = await scope.rows<{ id: AgentId; user_name: string; belongs: number }>(statement, [
      group,
      ...batch,
    ]);
    for (const { id, user_name: userName, belongs } of rows) {
      agents.set(id, { id, userName });
      if (belongs === 1) members.add(id);
    }
  }
  const others = wanted.filter((id) => !agents.has(id));
  return { agents, members, groups: await groupsAmong(scope, others) };
}

async function groupsAmong(scope: AccountScope, wanted: readonly string[]): Promise<ReadonlySet<string>> {
  const groups = new Set<string>();
  for (const batch of batchesOf(wanted)) {
    const statement = new AccountStatement(
      `SELECT id FROM agent_groups WHERE account_id = :account AND id IN (${placesOf(batch)})`,
    );
    for (const { id } of await scope.rows<{ id: string }>(statement, batch)) groups.add(id);
  }
  return groups;
}

export async function insertMemberships(
  scope: AccountScope,
  group: GroupId,
  joined: readonly AgentId[],
): Promise<void> {
  for (const batch of batchesOf(joined)) {
    const statement = new AccountStatement(
      `INSERT INTO memberships (account_id, group_id, agent_id) VALUES ${placesOf(batch, '(:account, ?, ?)')}`,
    );
    await scope.run(
      statement,
      batch.flatMap((agent) => [group, agent]),
    );
  }
}

export async function deleteMemberships(
  scope: AccountScope,
  group: GroupId,
  left: readonly AgentId[],
): Promise<void> {
  for (const batch of batchesOf(left)) {
    const statement = new AccountStatement(
      `DELETE FROM memberships WHERE account_id = :account AND group_id = ? AND agent_id IN (${placesOf(batch)})`,
    );
    await scope.run(statement, [group, ...batch]);
  }
}

export async function deleteAllMemberships(scope: AccountScope, group: GroupId): Promise<void> {
  await scope.run(ofAll, [group]);
}
