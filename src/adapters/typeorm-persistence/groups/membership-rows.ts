import type { Candidates } from '../../../application/ports/group-repository.ts';
import { hasRoleAboveAgent } from '../../../domain/agent/role-above-agent.ts';
import type { GroupMember } from '../../../domain/group/group-member.ts';
import type { GroupState } from '../../../domain/group/group-state.ts';
import type { AgentId, GroupId } from '../../../domain/shared/identifiers.ts';
import { searchableAgents } from '../agents/searchable-agents.ts';
import type { AccountScope } from '../scope/account-scope.ts';
import { AccountStatement } from '../scope/account-statement.ts';
import { CriteriaCompiler } from '../search/criteria-compiler.ts';
import { batchesOf, placeholdersOf, rowsPerStatementMax } from '../statements/batches.ts';
import { always, type SqlFragment } from '../statements/sql-fragment.ts';

/** Keeps the agents that are there from being removed before the transaction ends. */
export async function candidatesOf(
  scope: AccountScope,
  { id: group, kind }: Pick<GroupState, 'id' | 'kind'>,
  wanted: readonly AgentId[],
): Promise<Candidates> {
  scope.holdsAgents = true;
  const role = kind === 'agents' ? always : roleCondition(scope);
  const agents = new Map<AgentId, GroupMember>();
  const members = new Set<AgentId>();
  const withoutRole = new Set<AgentId>();
  for (const batch of batchesOf(wanted)) {
    // A subquery, since the lock is to be on the agents and not on the memberships, which others change.
    const statement = AccountStatement.of(
      `SELECT a.id, a.user_name, ${displayNames} AS display_names, CASE WHEN EXISTS (SELECT 1 FROM memberships AS m WHERE m.account_id = :account AND m.group_id = ? AND m.agent_id = a.id) THEN 1 ELSE 0 END AS belongs, CASE WHEN ${role.text} THEN 1 ELSE 0 END AS has_role FROM agents AS a WHERE a.account_id = :account AND a.id IN (${placeholdersOf(batch)})${scope.dialect.forShare}`,
    );
    const rows = await scope.rows<CandidateRow>(statement, [group, ...role.parameters, ...batch]);
    for (const row of rows) {
      const { id, user_name: userName, belongs, has_role: hasRole } = row;
      if (hasRole === 0) withoutRole.add(id);
      agents.set(id, { id, userName, displayName: displayNameIn(row) });
      if (belongs === 1) members.add(id);
    }
  }
  const others = wanted.filter((id) => !agents.has(id));
  return { agents, members, withoutRole, groups: await groupsAmong(scope, others) };
}

interface CandidateRow {
  readonly id: AgentId;
  readonly user_name: string;
  /** JSON: the displayName and the whole name, each `null` where there is none. */
  readonly display_names: string | readonly (string | null)[];
  readonly belongs: number;
  readonly has_role: number;
}

/** As a list, since MySQL gives a text in JSON its quotes, and SQLite takes them away. */
const displayNames =
  "JSON_ARRAY(JSON_EXTRACT(a.attributes, '$.displayName'), JSON_EXTRACT(a.attributes, '$.name.formatted'))";

function displayNameIn({ display_names: names }: CandidateRow): string | undefined {
  const [displayName, formatted] =
    typeof names === 'string' ? (JSON.parse(names) as (string | null)[]) : names;
  return displayName ?? formatted ?? undefined;
}

const roleCondition = ({ dialect }: AccountScope): SqlFragment =>
  new CriteriaCompiler(searchableAgents, dialect, 'a.id').condition(hasRoleAboveAgent);

async function groupsAmong(scope: AccountScope, wanted: readonly string[]): Promise<ReadonlySet<string>> {
  const groups = new Set<string>();
  for (const batch of batchesOf(wanted)) {
    const statement = AccountStatement.of(
      `SELECT id FROM agent_groups WHERE account_id = :account AND id IN (${placeholdersOf(batch)})`,
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
  for (const batch of batchesOf(joined, { parametersOf: () => 3, partsMax: rowsPerStatementMax })) {
    const statement = AccountStatement.of(
      `INSERT INTO memberships (account_id, group_id, agent_id) VALUES ${placeholdersOf(batch, '(:account, ?, ?)')}`,
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
    const statement = AccountStatement.of(
      `DELETE FROM memberships WHERE account_id = :account AND group_id = ? AND agent_id IN (${placeholdersOf(batch)})`,
    );
    await scope.run(statement, [group, ...batch]);
  }
}

const ofGroup = 'FROM memberships WHERE account_id = :account AND group_id = ?';
const lastOfSome = AccountStatement.of(`SELECT agent_id ${ofGroup} ORDER BY agent_id LIMIT 1 OFFSET ?`);
const deleteSome = AccountStatement.of(`DELETE ${ofGroup} AND agent_id <= ?`);
const deleteRest = AccountStatement.of(`DELETE ${ofGroup}`);

/** In parts, since a group may have any number of members, and a statement that writes cannot be stopped on SQLite. */
export async function deleteAllMemberships(scope: AccountScope, group: GroupId): Promise<void> {
  const offset = scope.dialect.limit(rowsPerStatementMax - 1);
  for (;;) {
    const [last] = await scope.rows<{ agent_id: AgentId }>(lastOfSome, [group, offset]);
    if (last === undefined) break;
    await scope.run(deleteSome, [group, last.agent_id]);
  }
  await scope.run(deleteRest, [group]);
}
