import type { AgentRepository } from '../../../application/ports/agent-repository.ts';
import type { GroupReader } from '../../../application/ports/group-repository.ts';
import type { ListPage, ListQuery } from '../../../application/ports/list-page.ts';
import { ConcurrentChange } from '../../../application/ports/storage-errors.ts';
import type { Criteria } from '../../../criteria/criteria.ts';
import { foldCase } from '../../../criteria/fold-case.ts';
import type { Agent, AgentChange } from '../../../domain/agent/agent.ts';
import { userNameTaken } from '../../../domain/agent/user-name-taken.ts';
import type { Group } from '../../../domain/group/group.ts';
import type { AgentView } from '../../../domain/membership/agent-view.ts';
import {
  asksAboutGroups,
  criteriaAboutGroups,
  groupsNamedIn,
} from '../../../domain/membership/criteria-about-groups.ts';
import { type AgentId, groupId } from '../../../domain/shared/identifiers.ts';
import type { SqlValue } from '../connections/sql-connection.ts';
import { assigned } from '../entities/column-lists.ts';
import type { AccountPolicies } from '../policy/account-policies.ts';
import { policyChanged, policyUnchanged, requirePolicyUnchanged } from '../policy/sql-policy-repository.ts';
import type { AccountScope } from '../scope/account-scope.ts';
import { AccountStatement } from '../scope/account-statement.ts';
import { foundResources } from '../search/found-resources.ts';
import { listResources } from '../search/list-resources.ts';
import { batchesOf, placeholdersOf } from '../statements/batches.ts';
import { sql } from '../statements/sql-fragment.ts';
import {
  type AgentRow,
  type AgentViewRow,
  agentColumns,
  agentOf,
  changedColumns,
  changedValues,
  groupsColumns,
  insertedColumns,
  insertedValues,
  viewOf,
} from './agent-row.ts';
import { insertValues, removeValues, replaceValues } from './agent-value-rows.ts';
import { searchableAgents } from './searchable-agents.ts';
import { someAgents } from './some-agents.ts';

const byId = 'FROM agents AS a WHERE a.account_id = :account AND a.id = ?';
const find = `SELECT ${agentColumns} ${byId}`;
const update = `UPDATE agents SET ${assigned(changedColumns)} WHERE account_id = :account AND id = ? AND version = ?`;
const remove = 'DELETE FROM agents WHERE account_id = :account AND id = ? AND version = ?';
const columns = ['account_id', ...insertedColumns].join(', ');
const values = `:account, ${placeholdersOf(insertedColumns)}`;

/** Where it is noted which custom attributes agents have. */
export interface ProfileAttributeNotes {
  /** @throws DomainError `attributeTooLarge` where the account would have too many attributes. */
  note(scope: AccountScope, agents: readonly Agent[]): Promise<void>;
}

export class SqlAgentRepository implements AgentRepository {
  constructor(
    private readonly scope: AccountScope,
    private readonly profileAttributes: ProfileAttributeNotes,
    private readonly policies: AccountPolicies,
    private readonly groups: Pick<GroupReader, 'find'>,
  ) {}

  async find(id: AgentId): Promise<Agent | undefined> {
    const statement = AccountStatement.of(find + this.scope.readLock);
    const [row] = await this.scope.rows<AgentRow>(statement, [id]);
    return row && agentOf(row);
  }

  async view(id: AgentId): Promise<AgentView | undefined> {
    const { dialect, readLock } = this.scope;
    const statement = AccountStatement.of(
      `SELECT ${agentColumns}, ${groupsColumns(dialect)} ${byId}${readLock}`,
    );
    const [view] = await this.viewsOf(await this.scope.rows<AgentViewRow>(statement, [id]));
    return view;
  }

  async list(query: ListQuery, withGroups: boolean): Promise<ListPage<AgentView>> {
    const criteria = await this.withRules(query.criteria);
    const asked = { ...query, criteria };
    if (!withGroups) {
      const { rows, ...page } = await listResources<AgentRow>(
        this.scope,
        searchableAgents,
        agentColumns,
        asked,
      );
      return { ...page, resources: rows.map((row) => ({ agent: agentOf(row) })) };
    }
    const selected = `${agentColumns}, ${groupsColumns(this.scope.dialect)}`;
    const { rows, ...page } = await listResources<AgentViewRow>(
      this.scope,
      searchableAgents,
      selected,
      asked,
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

  /** The criteria with rules in the place of what they ask about groups. */
  private async withRules(criteria: Criteria): Promise<Criteria> {
    if (!asksAboutGroups(criteria)) return criteria;
    const { policy } = await this.policies.current(this.scope);
    const named = new Map<string, Group>();
    for (const id of groupsNamedIn(criteria)) {
      const group = await this.groups.find(groupId(id));
      if (group !== undefined) named.set(id, group);
    }
    return criteriaAboutGroups(criteria, policy, named);
  }

  private async viewsOf(rows: readonly AgentViewRow[]): Promise<readonly AgentView[]> {
    const [first] = rows;
    if (first === undefined) return [];
    const policy = await this.policies.ofVersion(this.scope, first.policy_version);
    return rows.map((row) => viewOf(row, policy));
  }

  async takenUserNames(userNames: readonly string[]): Promise<ReadonlySet<string>> {
    const taken = new Set<string>();
    for (const keys of batchesOf(userNames.map(foldCase))) {
      const statement = AccountStatement.of(
        `SELECT user_name_key FROM agents WHERE account_id = :account AND user_name_key IN (${placeholdersOf(keys)})`,
      );
      const rows = await this.scope.rows<{ user_name_key: string }>(statement, keys);
      for (const row of rows) taken.add(row.user_name_key);
    }
    return taken;
  }

  async store(change: AgentChange): Promise<void> {
    const { before, state: after, removes, events } = change;
    if (events.length === 0) return;
    if (before === undefined) await this.insert(after);
    else if (removes) await this.remove(before);
    else await this.replace(before, after);
    this.scope.collect(events);
  }

  async storeProvisioned(changes: readonly AgentChange[]): Promise<void> {
    const agents = changes.map(({ state }) => state);
    await requirePolicyUnchanged(this.scope);
    for (const batch of batchesOf(agents, { parametersOf: (agent) => insertedValues(agent).length + 1 })) {
      try {
        await this.insertRows(batch);
      } catch (error) {
        if (this.scope.dialect.failureOf(error) !== 'duplicate') throw error;
        throw new ConcurrentChange('Another transaction provisioned an agent with one of the userNames.');
      }
    }
    await insertValues(this.scope, agents);
    await this.profileAttributes.note(this.scope, agents);
    for (const { events } of changes) this.scope.collect(events);
  }

  private async insert(agent: Agent): Promise<void> {
    const unchanged = policyUnchanged(this.scope);
    const statement = AccountStatement.of(
      `INSERT INTO agents (${columns}) SELECT ${values} FROM (SELECT 1 AS one) AS one WHERE ${unchanged.text}`,
    );
    const parameters = [...insertedValues(agent), ...unchanged.parameters];
    try {
      if ((await this.scope.run(statement, parameters)) === 0) throw policyChanged();
    } catch (error) {
      if (this.scope.dialect.failureOf(error) !== 'duplicate') throw error;
      throw userNameTaken(agent.state.userName);
    }
    await insertValues(this.scope, [agent]);
    await this.profileAttributes.note(this.scope, [agent]);
  }

  private async insertRows(agents: readonly Agent[]): Promise<void> {
    const places = placeholdersOf(agents, `(${values})`);
    const statement = AccountStatement.of(`INSERT INTO agents (${columns}) VALUES ${places}`);
    await this.scope.run(statement, agents.flatMap(insertedValues));
  }

  private async replace(before: Agent, after: Agent): Promise<void> {
    await this.writeUnlessChanged(before, update, changedValues(after));
    await replaceValues(this.scope, before, after);
    await this.profileAttributes.note(this.scope, [after]);
  }

  private async remove(before: Agent): Promise<void> {
    await this.writeUnlessChanged(before, remove, []);
    await removeValues(this.scope, before);
  }

  private async writeUnlessChanged(
    { state: { id, version } }: Agent,
    text: string,
    parameters: readonly SqlValue[],
  ): Promise<void> {
    const unchanged = policyUnchanged(this.scope);
    const statement = AccountStatement.of(`${text} AND ${unchanged.text}`);
    const bound = [...parameters, id, version, ...unchanged.parameters];
    if ((await this.scope.run(statement, bound)) > 0) return;
    const message = `The agent ${id} is no longer at version ${version}, or the account's policy has changed.`;
    throw new ConcurrentChange(message);
  }
}
