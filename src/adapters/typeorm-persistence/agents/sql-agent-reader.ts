import type { AgentReader, NamedAgent } from '../../../application/ports/agent-repository.ts';
import type { GroupReader } from '../../../application/ports/group-repository.ts';
import type { ListPage, ListQuery } from '../../../application/ports/list-page.ts';
import { Turns } from '../../../application/ports/turns.ts';
import type { Criteria } from '../../../criteria/criteria.ts';
import type { Agent } from '../../../domain/agent/agent.ts';
import { agentNamedBy } from '../../../domain/agent/agent-named-by.ts';
import type { Group } from '../../../domain/group/group.ts';
import type { AgentView } from '../../../domain/membership/agent-view.ts';
import {
  asksAboutGroups,
  criteriaAboutGroups,
  groupsNamedIn,
} from '../../../domain/membership/criteria-about-groups.ts';
import { type AgentId, groupId } from '../../../domain/shared/identifiers.ts';
import type { AccountPolicies } from '../policy/account-policies.ts';
import type { AccountScope } from '../scope/account-scope.ts';
import { AccountStatement } from '../scope/account-statement.ts';
import { takenKeys } from '../scope/taken-keys.ts';
import type { AccountLists } from '../search/account-lists.ts';
import { foundResources } from '../search/found-resources.ts';
import { listResources } from '../search/list-resources.ts';
import { sql } from '../statements/sql-fragment.ts';
import type { AgentKey, AgentLookUps } from './agent-look-ups.ts';
import { agentsReferredTo, userNamesOf } from './agent-names.ts';
import {
  type AgentRow,
  type AgentViewRow,
  agentColumns,
  agentOf,
  groupsColumns,
  viewOf,
} from './agent-row.ts';
import { searchableAgents } from './searchable-agents.ts';
import { someAgents } from './some-agents.ts';

const withKey = (key: AgentKey) => `FROM agents AS a WHERE a.account_id = :account AND a.${key} = ?`;
const find = `SELECT ${agentColumns} ${withKey('id')}`;

export class SqlAgentReader implements AgentReader {
  constructor(
    protected readonly scope: AccountScope,
    private readonly policies: AccountPolicies,
    private readonly groups: Pick<GroupReader, 'find'>,
    private readonly lookUps?: AgentLookUps,
    private readonly lists?: AccountLists,
  ) {}

  async find(id: AgentId): Promise<Agent | undefined> {
    const statement = AccountStatement.of(find + this.scope.readLock);
    const [row] = await this.scope.rows<AgentRow>(statement, [id]);
    return row && agentOf(row);
  }

  view(id: AgentId): Promise<AgentView | undefined> {
    return this.viewBy('id', id);
  }

  takenUserNames(userNames: readonly string[]): Promise<ReadonlySet<string>> {
    return takenKeys(this.scope, 'agents', 'user_name_key', userNames);
  }

  referredTo(names: readonly string[]): Promise<ReadonlyMap<string, NamedAgent>> {
    return agentsReferredTo(this.scope, names);
  }

  userNames(ids: readonly AgentId[]): Promise<ReadonlyMap<AgentId, string>> {
    return userNamesOf(this.scope, ids);
  }

  async list(query: ListQuery, withGroups: boolean): Promise<ListPage<AgentView>> {
    const lookedUp = withGroups ? await this.lookedUp(query) : undefined;
    if (lookedUp !== undefined) return lookedUp;
    const criteria = await this.withRules(query.criteria);
    const asked = { ...query, criteria };
    if (!withGroups) {
      const { rows, ...page } = await listResources<AgentRow>(
        this.scope,
        searchableAgents,
        agentColumns,
        asked,
        this.lists,
      );
      return { ...page, resources: rows.map((row) => ({ agent: agentOf(row) })) };
    }
    const selected = `${agentColumns}, ${groupsColumns(this.scope.dialect)}`;
    const { rows, ...page } = await listResources<AgentViewRow>(
      this.scope,
      searchableAgents,
      selected,
      asked,
      this.lists,
    );
    return { ...page, resources: await this.viewsOf(rows) };
  }

  async count(criteria: Criteria, max: number): Promise<number> {
    const about = await this.withRules(criteria);
    const { source } = foundResources(searchableAgents, this.scope.dialect, about);
    const counted = sql`SELECT COUNT(*) AS agents FROM (SELECT 1 AS one ${source} LIMIT ${this.scope.dialect.limit(max + 1)}) AS counted`;
    const statement = AccountStatement.of(counted.text);
    const [row] = await this.scope.rows<{ agents: number }>(statement, counted.parameters);
    return Number(row?.agents ?? 0);
  }

  async some(criteria: Criteria, limit: number): Promise<readonly Agent[]> {
    return someAgents(this.scope, await this.withRules(criteria), limit);
  }

  /** The page of a list that asks for one agent by its name and nothing else. */
  private async lookedUp({
    criteria,
    from,
    limit,
    withTotal,
  }: ListQuery): Promise<ListPage<AgentView> | undefined> {
    const name = agentNamedBy(criteria);
    if (name === undefined || typeof from === 'object' || Number(from) > 0 || limit === 0) return undefined;
    const view = await this.viewBy(name.path === 'id' ? 'id' : 'user_name_key', name.value);
    const resources = view === undefined ? [] : [view];
    return { resources, total: withTotal ? resources.length : undefined };
  }

  private async viewBy(key: AgentKey, value: string): Promise<AgentView | undefined> {
    if (this.lookUps !== undefined) return this.lookUps.by[key].load(value);
    const { dialect, readLock } = this.scope;
    const statement = AccountStatement.of(
      `SELECT ${agentColumns}, ${groupsColumns(dialect)} ${withKey(key)}${readLock}`,
    );
    const [row] = await this.scope.rows<AgentViewRow>(statement, [value]);
    return row && viewOf(row, await this.policies.ofVersion(this.scope, row.policy_version));
  }

  /** The criteria with rules in the place of what they ask about groups. */
  private async withRules(criteria: Criteria): Promise<Criteria> {
    if (!asksAboutGroups(criteria)) return criteria;
    const { policy } = await this.policies.current(this.scope);
    const named = new Map<string, Group>();
    for (const id of groupsNamedIn(criteria)) {
      const group = await this.groups.find(groupId(id));
      if (group !== undefined) named.set(id, group);
    }
    return criteriaAboutGroups(criteria, policy, named, this.scope.clock.now());
  }

  private async viewsOf(rows: readonly AgentViewRow[]): Promise<readonly AgentView[]> {
    const [first] = rows;
    if (first === undefined) return [];
    const policy = await this.policies.ofVersion(this.scope, first.policy_version);
    const views: AgentView[] = [];
    const turns = new Turns();
    for (const row of rows) {
      views.push(viewOf(row, policy));
      const turn = turns.giveWay();
      if (turn !== undefined) await turn;
    }
    return views;
  }
}
