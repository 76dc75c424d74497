import type { GroupReader } from '../../../application/ports/group-repository.ts';
import type { ListPage, ListQuery } from '../../../application/ports/list-page.ts';
import type { Criteria } from '../../../criteria/criteria.ts';
import { foldCase } from '../../../criteria/fold-case.ts';
import type { Group } from '../../../domain/group/group.ts';
import type { GroupGovernance } from '../../../domain/group/group-governance.ts';
import { groupLimits } from '../../../domain/group/group-limits.ts';
import type { GroupMember } from '../../../domain/group/group-member.ts';
import type { GroupView } from '../../../domain/group/group-view.ts';
import {
  asksAboutMembers,
  criteriaAboutMembers,
  memberQuestionsIn,
} from '../../../domain/membership/criteria-about-members.ts';
import type { AgentId, GroupId } from '../../../domain/shared/identifiers.ts';
import type { AccountPolicies } from '../policy/account-policies.ts';
import type { AccountScope } from '../scope/account-scope.ts';
import { AccountStatement } from '../scope/account-statement.ts';
import type { AccountLists } from '../search/account-lists.ts';
import { listResources } from '../search/list-resources.ts';
import { positionOf } from '../search/resource-list.ts';
import { batchesOf, placeholdersOf } from '../statements/batches.ts';
import { groupsWithMembers, groupWithMembers, membersBehind } from './group-members.ts';
import { type GroupRow, groupColumns, groupOf } from './group-row.ts';
import { groupsWithMember } from './groups-with-member.ts';
import { searchableGroups } from './searchable-groups.ts';

const byId = `SELECT ${groupColumns} FROM agent_groups AS g WHERE g.account_id = :account AND g.id = ?`;

const byName = `SELECT ${groupColumns} FROM agent_groups AS g WHERE g.account_id = :account AND g.display_name_key IN`;
const byGovernance = AccountStatement.of(
  `SELECT ${groupColumns} FROM agent_groups AS g WHERE g.account_id = :account AND g.governed_by = ? AND g.template_id IS NULL ORDER BY g.display_name_key LIMIT ?`,
);

export class SqlGroupReader implements GroupReader {
  constructor(
    protected readonly scope: AccountScope,
    private readonly policies: AccountPolicies,
    private readonly lists?: AccountLists,
  ) {}

  async find(id: GroupId): Promise<Group | undefined> {
    const statement = AccountStatement.of(byId + this.scope.readLock);
    const [row] = await this.scope.rows<GroupRow>(statement, [id]);
    return row && groupOf(row);
  }

  async named(names: readonly string[]): Promise<readonly Group[]> {
    const groups: Group[] = [];
    for (const keys of batchesOf([...new Set(names.map(foldCase))])) {
      const statement = AccountStatement.of(`${byName} (${placeholdersOf(keys)})`);
      groups.push(...(await this.scope.rows<GroupRow>(statement, keys)).map(groupOf));
    }
    return groups;
  }

  async madeHere(governedBy: Exclude<GroupGovernance, 'push'>, limit: number): Promise<readonly Group[]> {
    const parameters = [governedBy, this.scope.dialect.limit(limit)];
    return (await this.scope.rows<GroupRow>(byGovernance, parameters)).map(groupOf);
  }

  withMembers(group: Group): Promise<GroupView> {
    return groupWithMembers(this.scope, group, groupLimits.membersPerListMax);
  }

  async list(
    query: ListQuery,
    withMembers: boolean,
    membersMax: number = groupLimits.membersPerListMax,
  ): Promise<ListPage<GroupView>> {
    const criteria = await this.withRules(query.criteria);
    const asked = { ...query, criteria };
    const listed = await listResources<GroupRow>(
      this.scope,
      searchableGroups,
      groupColumns,
      asked,
      this.lists,
    );
    const { rows, ...page } = listed;
    const groups = rows.map(groupOf);
    if (!withMembers) return { ...page, resources: groups.map((group) => ({ group })) };
    const resources = await groupsWithMembers(this.scope, groups, membersMax);
    if (resources.length === rows.length) return { ...page, resources };
    // It goes on behind the last group that came.
    return { ...page, resources, next: positionOf(rows[resources.length - 1]) };
  }

  /** The criteria with rules in the place of what they ask about members. */
  private async withRules(criteria: Criteria): Promise<Criteria> {
    if (!asksAboutMembers(criteria)) return criteria;
    const { policy } = await this.policies.current(this.scope);
    const answers: (readonly GroupId[])[] = [];
    for (const question of memberQuestionsIn(criteria, policy)) {
      answers.push(await groupsWithMember(this.scope, policy, question.criteria));
    }
    return criteriaAboutMembers(criteria, policy, answers);
  }

  members(group: Group, after: AgentId | undefined, limit: number): Promise<readonly GroupMember[]> {
    return membersBehind(this.scope, group, after, limit);
  }
}
