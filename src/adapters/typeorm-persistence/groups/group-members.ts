import type { Group } from '../../../domain/group/group.ts';
import type { GroupMember } from '../../../domain/group/group-member.ts';
import type { GroupView } from '../../../domain/group/group-view.ts';
import { membersCriteria } from '../../../domain/membership/members-criteria.ts';
import { type AgentId, agentId, type GroupId } from '../../../domain/shared/identifiers.ts';
import { searchableAgents } from '../agents/searchable-agents.ts';
import type { AccountScope } from '../scope/account-scope.ts';
import { AccountStatement } from '../scope/account-statement.ts';
import { foundResources } from '../search/found-resources.ts';
import { listResources } from '../search/list-resources.ts';
import { batchesOf, selectsPerStatementMax } from '../statements/batches.ts';
import { joined, raw, type SqlFragment, sql } from '../statements/sql-fragment.ts';

interface MemberRow {
  readonly group_id: GroupId;
  readonly agent_id: string;
  readonly user_name: string;
}

type MembersById = ReadonlyMap<GroupId, readonly GroupMember[]>;

/** The group with its members, or without them where they are more than `membersMax`. */
export async function groupWithMembers(
  scope: AccountScope,
  group: Group,
  membersMax: number,
): Promise<GroupView> {
  const members = await readMembers(scope, [group], membersMax);
  return members === undefined
    ? { group, membersOmitted: true }
    : { group, members: members.get(group.state.id) ?? [] };
}

/** So many members behind one of them, in the order of their ids. */
export async function membersBehind(
  scope: AccountScope,
  group: Group,
  after: AgentId | undefined,
  limit: number,
): Promise<readonly GroupMember[]> {
  const from = after === undefined ? 'beginning' : { id: after };
  const query = {
    criteria: membersCriteria(group, scope.clock.now()),
    from,
    limit,
    withTotal: false,
  } as const;
  const columns = 'a.id AS agent_id, a.user_name';
  return (await listResources<MemberRow>(scope, searchableAgents, columns, query)).rows.map(memberOf);
}

/**
 * The first of the groups with their members: as many of these as have no more than `membersMax` together. A group
 * that alone has more comes without members, and others follow it.
 */
export async function groupsWithMembers(
  scope: AccountScope,
  groups: readonly Group[],
  membersMax: number,
): Promise<readonly GroupView[]> {
  const listed: GroupView[] = [];
  let left = membersMax;
  const parametersOf = (group: Group) =>
    group.state.rule === undefined ? 1 : membersSelect(scope, group).parameters.length;
  for (const batch of batchesOf(groups, { parametersOf, partsMax: selectsPerStatementMax })) {
    const fitting = await fittingMembers(scope, batch, left, membersMax);
    listed.push(...fitting);
    if (fitting.length < batch.length) break;
    left -= fitting.reduce((sum, { members = [] }) => sum + members.length, 0);
  }
  return listed;
}

async function fittingMembers(
  scope: AccountScope,
  groups: readonly Group[],
  left: number,
  membersMax: number,
): Promise<readonly GroupView[]> {
  const all = await readMembers(scope, groups, left);
  if (all !== undefined) return groups.map((group) => ({ group, members: all.get(group.state.id) ?? [] }));
  const counts = await countMembers(scope, groups, membersMax + 1);
  const countOf = ({ state }: Group) => counts.get(state.id) ?? 0;
  const fitting: Group[] = [];
  let taken = 0;
  for (const group of groups) {
    if (countOf(group) <= membersMax) taken += countOf(group);
    if (taken > left) break;
    fitting.push(group);
  }
  const small = fitting.filter((group) => countOf(group) <= membersMax);
  const read = (await readMembers(scope, small)) ?? new Map();
  return fitting.map((group) =>
    small.includes(group)
      ? { group, members: read.get(group.state.id) ?? [] }
      : { group, membersOmitted: true },
  );
}

/** @returns each group's members in the order of their ids; `undefined` where they are more than `max` together. */
async function readMembers(
  scope: AccountScope,
  groups: readonly Group[],
  max?: number,
): Promise<MembersById | undefined> {
  const members = new Map<GroupId, GroupMember[]>();
  if (groups.length === 0) return members;
  const end = max === undefined ? raw('') : sql` LIMIT ${scope.dialect.limit(max + 1)}`;
  const naming = groups.filter(({ state }) => state.rule === undefined);
  const selects = [
    ...(naming.length === 0 ? [] : [namedMembersSelect(scope, naming)]),
    ...groups.filter(({ state }) => state.rule !== undefined).map((group) => membersSelect(scope, group)),
  ];
  const rows = await run<MemberRow>(scope, sql`${joined(selects, ' UNION ALL ')}${end}`);
  if (max !== undefined && rows.length > max) return undefined;
  for (const row of rows) {
    const known = members.get(row.group_id);
    if (known === undefined) members.set(row.group_id, [memberOf(row)]);
    else known.push(memberOf(row));
  }
  // Sorted here, since a union that is to be sorted is read whole before its first row comes.
  for (const list of members.values()) list.sort((left, right) => (left.id < right.id ? -1 : 1));
  return members;
}

/** How many members each of the groups has, counted up to `max`. */
async function countMembers(
  scope: AccountScope,
  groups: readonly Group[],
  max: number,
): Promise<ReadonlyMap<GroupId, number>> {
  const selects = groups.map((group) => {
    const few = sql`${membersSelect(scope, group)} LIMIT ${scope.dialect.limit(max)}`;
    return sql`SELECT ${group.state.id} AS group_id, COUNT(*) AS members FROM (${few}) AS few`;
  });
  const statement = joined(selects, ' UNION ALL ');
  const rows = await run<{ group_id: GroupId; members: number }>(scope, statement);
  return new Map(rows.map((row) => [row.group_id, Number(row.members)]));
}

/** Selects `MemberRow`s. */
function membersSelect({ clock, dialect }: AccountScope, group: Group): SqlFragment {
  const needs = { needsRow: true };
  const { source } = foundResources(searchableAgents, dialect, membersCriteria(group, clock.now()), needs);
  return sql`SELECT ${group.state.id} AS group_id, a.id AS agent_id, a.user_name ${source}`;
}

/** The same of groups without rules, for many of which one select is faster. */
function namedMembersSelect({ dialect }: AccountScope, groups: readonly Group[]): SqlFragment {
  const ids = groups.map(({ state }) => sql`${state.id}`);
  return sql`SELECT m.group_id, m.agent_id, a.user_name FROM memberships AS m ${raw(dialect.joinInOrder)} agents AS a ON a.account_id = m.account_id AND a.id = m.agent_id WHERE m.account_id = :account AND m.group_id IN (${joined(ids, ', ')})`;
}

const memberOf = ({ agent_id, user_name: userName }: MemberRow): GroupMember => ({
  id: agentId(agent_id),
  userName,
});

const run = <Row>(scope: AccountScope, { text, parameters }: SqlFragment): Promise<readonly Row[]> =>
  scope.rows<Row>(AccountStatement.of(text), parameters);
