import type {
  Candidates,
  GroupRepository,
  TemplateValue,
} from '../../../application/ports/group-repository.ts';
import type { ListPage, ListQuery } from '../../../application/ports/list-page.ts';
import { ConcurrentChange } from '../../../application/ports/storage-errors.ts';
import type { Criteria } from '../../../criteria/criteria.ts';
import { foldCase } from '../../../criteria/fold-case.ts';
import type { Group, GroupChange, GroupState } from '../../../domain/group/group.ts';
import { groupLimits } from '../../../domain/group/group-limits.ts';
import type { GroupMember } from '../../../domain/group/group-member.ts';
import { groupNameTaken } from '../../../domain/group/group-name-taken.ts';
import type { GroupView } from '../../../domain/group/group-view.ts';
import {
  asksAboutMembers,
  criteriaAboutMembers,
  memberQuestionsIn,
} from '../../../domain/membership/criteria-about-members.ts';
import type { AgentId, GroupId } from '../../../domain/shared/identifiers.ts';
import type { AccountScope } from '../account-scope.ts';
import { AccountStatement } from '../account-statement.ts';
import type { SqlValue } from '../connections/sql-connection.ts';
import type { AccountPolicies } from '../policy/account-policies.ts';
import type { SqlPolicyRepository } from '../policy/sql-policy-repository.ts';
import { listResources, positionOf } from '../search/list-resources.ts';
import { alternativesPerStatementMax, batchesOf, placesOf } from '../statements/batches.ts';
import { anyOf, sql } from '../statements/sql-fragment.ts';
import { allMembers, membersBehind, membersOfGroups } from './group-members.ts';
import {
  changeableColumns,
  type GroupRow,
  groupColumns,
  groupOf,
  insertableColumns,
  keyOf,
} from './group-row.ts';
import { groupsWithMember } from './groups-with-member.ts';
import {
  candidatesOf,
  deleteAllMemberships,
  deleteMemberships,
  insertMemberships,
  memberIdsOf,
} from './membership-rows.ts';
import { searchableGroups } from './searchable-groups.ts';

const byId = `SELECT ${groupColumns} FROM agent_groups AS g WHERE g.account_id = :account AND g.id = ?`;
const find = new AccountStatement(byId);
const findForUpdate = ({ dialect }: AccountScope) => new AccountStatement(byId + dialect.forUpdate);
const userGroups = new AccountStatement(
  `SELECT ${groupColumns} FROM memberships AS m JOIN agent_groups AS g ON g.account_id = m.account_id AND g.id = m.group_id WHERE m.account_id = :account AND m.agent_id = ? AND g.kind = 'users' ORDER BY g.id`,
);
const someoneWith = new AccountStatement(
  'SELECT agent_id FROM agent_values WHERE account_id = :account AND path = ? AND value_key = ? LIMIT 1',
);
const insert = new AccountStatement(
  'INSERT INTO agent_groups (account_id, id, kind, governed_by, template_id, template_path, template_value_key, created_at, display_name, display_name_key, external_id, rule, includes_deactivated, version, last_modified_at) VALUES (:account, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
);
const update = new AccountStatement(
  'UPDATE agent_groups SET display_name = ?, display_name_key = ?, external_id = ?, rule = ?, includes_deactivated = ?, version = ?, last_modified_at = ? WHERE account_id = :account AND id = ? AND version = ?',
);
const remove = new AccountStatement(
  'DELETE FROM agent_groups WHERE account_id = :account AND id = ? AND version = ?',
);

export class SqlGroupRepository implements GroupRepository {
  constructor(
    private readonly scope: AccountScope,
    private readonly policy: SqlPolicyRepository,
    private readonly policies: AccountPolicies,
  ) {}

  async find(id: GroupId): Promise<Group | undefined> {
    const [row] = await this.scope.rows<GroupRow>(
      this.scope.readLock === '' ? find : findForUpdate(this.scope),
      [id],
    );
    return row && groupOf(row);
  }

  async view(id: GroupId, withMembers: boolean): Promise<GroupView | undefined> {
    // The group first: were somebody to join in between, its version must not be newer than its members.
    const group = await this.find(id);
    return group && { group, members: withMembers ? await this.allMembers(group) : undefined };
  }

  async list(
    query: ListQuery,
    withMembers: boolean,
    membersMax: number = groupLimits.membersPerListMax,
  ): Promise<ListPage<GroupView>> {
    const criteria = await this.withRules(query.criteria);
    const asked = { ...query, criteria };
    const listed = await listResources<GroupRow>(this.scope, searchableGroups, groupColumns, asked);
    const { rows, ...page } = listed;
    const groups = rows.map(groupOf);
    if (!withMembers) return { ...page, resources: groups.map((group) => ({ group })) };
    const members = await membersOfGroups(this.scope, groups, membersMax);
    const resources = members.map((view) => ({
      ...view,
      ...(view.members === undefined && { membersOmitted: true as const }),
    }));
    if (members.length === rows.length) return { ...page, resources };
    // A walk goes on behind the last group that came.
    const next = typeof query.from === 'number' ? undefined : positionOf(rows[members.length - 1]);
    return { ...page, resources, next };
  }

  /** The criteria with rules in the place of what they ask about members. */
  private async withRules(criteria: Criteria): Promise<Criteria> {
    if (!asksAboutMembers(criteria)) return criteria;
    const { policy } = await this.policies.current(this.scope);
    const answers: (readonly GroupId[])[] = [];
    for (const question of memberQuestionsIn(criteria, policy)) {
      answers.push(await groupsWithMember(this.scope, policy, question));
    }
    return criteriaAboutMembers(criteria, policy, answers);
  }

  allMembers(group: Group): Promise<readonly GroupMember[]> {
    return allMembers(this.scope, group);
  }

  async members(
    id: GroupId,
    after: AgentId | undefined,
    limit: number,
  ): Promise<readonly GroupMember[] | undefined> {
    const group = await this.find(id);
    return group && membersBehind(this.scope, group, after, limit);
  }

  memberIds(id: GroupId): Promise<readonly AgentId[]> {
    return memberIdsOf(this.scope, id);
  }

  candidates(group: Pick<GroupState, 'id' | 'kind'>, agents: readonly AgentId[]): Promise<Candidates> {
    return candidatesOf(this.scope, group, agents);
  }

  async userGroupsOf(id: AgentId): Promise<readonly Group[]> {
    return (await this.scope.rows<GroupRow>(userGroups, [id])).map(groupOf);
  }

  async ofValues(values: readonly TemplateValue[]): Promise<readonly Group[]> {
    const groups: Group[] = [];
    for (const batch of batchesOf(values, { partsMax: alternativesPerStatementMax })) {
      const places = anyOf(
        batch.map(
          ({ template, value }) =>
            sql`(g.template_id = ${template.state.id} AND g.template_value_key = ${keyOf(value)})`,
        ),
      );
      const statement = new AccountStatement(
        `SELECT ${groupColumns} FROM agent_groups AS g WHERE g.account_id = :account AND ${places.text} ORDER BY g.id${this.scope.dialect.forShare}`,
      );
      groups.push(...(await this.scope.rows<GroupRow>(statement, places.parameters)).map(groupOf));
    }
    return groups;
  }

  async unused(groups: readonly Group[]): Promise<readonly Group[]> {
    const unused: Group[] = [];
    for (const group of groups) {
      // The row is locked first, so that whoever gives somebody the value meanwhile has either done so or waits.
      const [row] = await this.scope.rows(findForUpdate(this.scope), [group.state.id]);
      const { origin } = group.state;
      if (row === undefined || origin === undefined) continue;
      const [used] = await this.scope.rows(someoneWith, [origin.field.path, keyOf(origin.value)]);
      if (used === undefined) unused.push(group);
    }
    return unused;
  }

  async takenNames(names: readonly string[]): Promise<ReadonlySet<string>> {
    const taken = new Set<string>();
    for (const keys of batchesOf(names.map(foldCase))) {
      const statement = new AccountStatement(
        `SELECT display_name_key FROM agent_groups WHERE account_id = :account AND display_name_key IN (${placesOf(keys)})`,
      );
      const rows = await this.scope.rows<{ display_name_key: string }>(statement, keys);
      for (const row of rows) taken.add(row.display_name_key);
    }
    return taken;
  }

  async store(change: GroupChange): Promise<void> {
    const { before, state: after, events, membership } = change;
    if (events.length === 0) return;
    const { id, rule, origin } = after.state;
    if (rule !== undefined && origin === undefined) await this.policy.beginChange();
    if (before === undefined) await this.write(after, insert, insertableColumns(after));
    else if (after.state.removed) await this.remove(before);
    else await this.write(after, update, [...changeableColumns(after), id, before.state.version]);
    await deleteMemberships(this.scope, id, membership.left);
    await insertMemberships(this.scope, id, membership.joined);
    this.scope.collect(events);
  }

  private async remove({ state: { id, version } }: Group): Promise<void> {
    requireWritten(await this.scope.run(remove, [id, version]), id);
    await deleteAllMemberships(this.scope, id);
  }

  private async write(group: Group, statement: AccountStatement, parameters: SqlValue[]): Promise<void> {
    const { id, displayName } = group.state;
    try {
      requireWritten(await this.scope.run(statement, parameters), id);
    } catch (error) {
      if (this.scope.dialect.failureOf(error) !== 'duplicate') throw error;
      // Somebody else made the template's group, or one of its name, and this one finds it, or another name, next time.
      if (group.state.origin !== undefined)
        throw new ConcurrentChange('A group of the value or name was made in between.');
      throw groupNameTaken(displayName);
    }
  }
}

function requireWritten(rows: number, id: GroupId): void {
  if (rows === 0) throw new ConcurrentChange(`The group ${id} was changed in between.`);
}
