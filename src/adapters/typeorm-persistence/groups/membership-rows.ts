import type { Candidates } from '../../../application/ports/group-repository.ts';
import { nobody } from '../../../criteria/criteria.ts';
import { aboveAgent } from '../../../domain/agent/role.ts';
import type { Group, GroupState } from '../../../domain/group/group.ts';
import type { GroupMember } from '../../../domain/group/group-member.ts';
import { ruleCriteria } from '../../../domain/group/membership-rule.ts';
import { type AgentId, agentId, type GroupId } from '../../../domain/shared/identifiers.ts';
import type { AccountScope } from '../account-scope.ts';
import { AccountStatement } from '../account-statement.ts';
import { searchableAgents } from '../agents/searchable-agents.ts';
import { CriteriaCompiler } from '../search/criteria-compiler.ts';
import { foundResources } from '../search/found-resources.ts';
import { always, joined, type SqlFragment, sql } from '../search/sql-fragment.ts';
import { batchesOf, placesOf } from '../statement-batches.ts';

/** A database checks every part of a statement before it runs it. */
const rulesPerStatement = 50;

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
  groups: readonly Group[],
): Promise<ReadonlyMap<GroupId, readonly GroupMember[]>> {
  const members = new Map<GroupId, GroupMember[]>(groups.map(({ state }) => [state.id, []]));
  const take = (rows: readonly MemberRow[]) => {
    for (const row of rows)
      members.get(row.group_id)?.push({ id: agentId(row.agent_id), userName: row.user_name });
  };
  const named = groups.filter(({ state }) => state.rule === undefined).map(({ state }) => state.id);
  for (const batch of batchesOf(named)) {
    const statement = new AccountStatement(
      `SELECT m.group_id, m.agent_id, a.user_name FROM memberships AS m JOIN agents AS a ON a.account_id = m.account_id AND a.id = m.agent_id WHERE m.account_id = :account AND m.group_id IN (${placesOf(batch)}) ORDER BY m.group_id, m.agent_id`,
    );
    take(await scope.rows<MemberRow>(statement, batch));
  }
  const ruled = groups.filter(({ state }) => state.rule !== undefined);
  for (const batch of batchesOf(ruled, rulesPerStatement)) {
    const union = joined(batch.map(membersByRule(scope)), ' UNION ALL ');
    const statement = new AccountStatement(`${union.text} ORDER BY group_id, agent_id`);
    take(await scope.rows<MemberRow>(statement, union.parameters));
  }
  return members;
}

interface MemberRow {
  readonly group_id: GroupId;
  readonly agent_id: string;
  readonly user_name: string;
}

const membersByRule =
  ({ dialect }: AccountScope) =>
  ({ state: { id: group, kind, rule } }: Group): SqlFragment => {
    const criteria = rule === undefined ? nobody : ruleCriteria(rule, kind);
    const { source } = foundResources(searchableAgents, dialect, criteria, { needsRow: true });
    return sql`SELECT ${group} AS group_id, a.id AS agent_id, a.user_name ${source}`;
  };

/** Keeps the agents that are there from being removed before the transaction ends. */
export async function candidatesOf(
  scope: AccountScope,
  { id: group, kind }: Pick<GroupState, 'id' | 'kind'>,
  wanted: readonly AgentId[],
): Promise<Candidates> {
  const role = kind === 'agents' ? always : roleCondition(scope);
  const agents = new Map<AgentId, GroupMember>();
  const members = new Set<AgentId>();
  const withoutRole = new Set<AgentId>();
  for (const batch of batchesOf(wanted)) {
    // A subquery, since the lock is to be on the agents and not on the memberships, which others change.
    const statement = new AccountStatement(
      `SELECT a.id, a.user_name, EXISTS (SELECT 1 FROM memberships AS m WHERE m.account_id = :account AND m.group_id = ? AND m.agent_id = a.id) AS belongs, CASE WHEN ${role.text} THEN 1 ELSE 0 END AS has_role FROM agents AS a WHERE a.account_id = :account AND a.id IN (${placesOf(batch)})${scope.dialect.forShare}`,
    );
    const rows = await scope.rows<CandidateRow>(statement, [group, ...role.parameters, ...batch]);
    for (const { id, user_name: userName, belongs, has_role: hasRole } of rows) {
      if (hasRole === 0) withoutRole.add(id);
      agents.set(id, { id, userName });
      if (belongs === 1) members.add(id);
    }
  }
  const others = wanted.filter((id) => !agents.has(id));
  return { agents, members, withoutRole, groups: await groupsAmong(scope, others) };
}

interface CandidateRow {
  readonly id: AgentId;
  readonly user_name: string;
  readonly belongs: number;
  readonly has_role: number;
}

const roleCondition = ({ dialect }: AccountScope): SqlFragment =>
  new CriteriaCompiler(searchableAgents, dialect, 'a.id').condition(aboveAgent);

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
