import type { AgentRepository } from '../../../application/ports/agent-repository.ts';
import type { ListPage, ListQuery } from '../../../application/ports/list-page.ts';
import { ConcurrentChange } from '../../../application/ports/storage-errors.ts';
import type { Agent, AgentChange } from '../../../domain/agent/agent.ts';
import type { AgentView } from '../../../domain/agent/agent-view.ts';
import { userNameTaken } from '../../../domain/agent/user-name-taken.ts';
import { foldCase } from '../../../domain/shared/fold-case.ts';
import type { AgentId } from '../../../domain/shared/identifiers.ts';
import type { AccountScope } from '../account-scope.ts';
import { AccountStatement } from '../account-statement.ts';
import { leaveAllGroups } from '../groups/leave-all-groups.ts';
import { storeEvents } from '../journal/store-entries.ts';
import { listResources } from '../search/list-resources.ts';
import { batchesOf, placesOf } from '../statement-batches.ts';
import {
  type AgentRow,
  agentColumns,
  agentOf,
  changeableColumns,
  groupsColumn,
  insertableColumns,
  viewOf,
} from './agent-row.ts';
import { insertValues, removeValues, replaceValues } from './agent-value-rows.ts';
import type { ProfileAttributeCatalogue } from './profile-attribute-catalogue.ts';
import { searchableAgents } from './searchable-agents.ts';

const byId = 'FROM agents AS a WHERE a.account_id = :account AND a.id = ?';
const find = new AccountStatement(`SELECT ${agentColumns} ${byId}`);
const findForUpdate = new AccountStatement(`SELECT ${agentColumns} ${byId} FOR UPDATE`);
const update = new AccountStatement(
  'UPDATE agents SET external_id = ?, active = ?, version = ?, last_modified_at = ?, attributes = ? WHERE account_id = :account AND id = ? AND version = ?',
);
const remove = new AccountStatement(
  'DELETE FROM agents WHERE account_id = :account AND id = ? AND version = ?',
);

export class SqlAgentRepository implements AgentRepository {
  constructor(
    private readonly scope: AccountScope,
    private readonly profileAttributes: ProfileAttributeCatalogue,
  ) {}

  async find(id: AgentId): Promise<Agent | undefined> {
    const [row] = await this.scope.rows<AgentRow>(this.scope.readLock === '' ? find : findForUpdate, [id]);
    return row && agentOf(row);
  }

  async view(id: AgentId): Promise<AgentView | undefined> {
    const { dialect, readLock } = this.scope;
    const statement = new AccountStatement(
      `SELECT ${agentColumns}, ${groupsColumn(dialect)} ${byId}${readLock}`,
    );
    const [row] = await this.scope.rows<AgentRow>(statement, [id]);
    return row && viewOf(row);
  }

  async list(query: ListQuery, withGroups: boolean): Promise<ListPage<AgentView>> {
    const columns = withGroups ? `${agentColumns}, ${groupsColumn(this.scope.dialect)}` : agentColumns;
    const { rows, ...page } = await listResources<AgentRow>(this.scope, searchableAgents, columns, query);
    return { ...page, resources: rows.map(viewOf) };
  }

  async takenUserNames(userNames: readonly string[]): Promise<ReadonlySet<string>> {
    const taken = new Set<string>();
    for (const keys of batchesOf(userNames.map(foldCase))) {
      const statement = new AccountStatement(
        `SELECT user_name_key FROM agents WHERE account_id = :account AND user_name_key IN (${placesOf(keys)})`,
      );
      const rows = await this.scope.rows<{ user_name_key: string }>(statement, keys);
      for (const row of rows) taken.add(row.user_name_key);
    }
    return taken;
  }

  async store(change: AgentChange): Promise<void> {
    const { before, state: after, events } = change;
    if (events.length === 0) return;
    if (before === undefined) await this.insert(after);
    else await this.replace(before, after);
    await storeEvents(this.scope, events);
  }

  async storeProvisioned(changes: readonly AgentChange[]): Promise<void> {
    const agents = changes.map(({ state }) => state);
    for (const batch of batchesOf(agents)) {
      try {
        await this.insertRows(batch);
      } catch (error) {
        if (this.scope.dialect.failureOf(error) !== 'duplicate') throw error;
        throw new ConcurrentChange('Another transaction provisioned an agent with one of the userNames.');
      }
    }
    await insertValues(this.scope, agents);
    await this.profileAttributes.note(this.scope, agents);
    await storeEvents(
      this.scope,
      changes.flatMap(({ events }) => events),
    );
  }

  private async insert(agent: Agent): Promise<void> {
    try {
      await this.insertRows([agent]);
    } catch (error) {
      if (this.scope.dialect.failureOf(error) !== 'duplicate') throw error;
      throw userNameTaken(agent.state.userName);
    }
    await insertValues(this.scope, [agent]);
    await this.profileAttributes.note(this.scope, [agent]);
  }

  private async insertRows(agents: readonly Agent[]): Promise<void> {
    const places = placesOf(agents, '(:account, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
    const statement = new AccountStatement(
      `INSERT INTO agents (account_id, id, user_name, user_name_key, created_at, external_id, active, version, last_modified_at, attributes) VALUES ${places}`,
    );
    await this.scope.run(statement, agents.flatMap(insertableColumns));
  }

  private async replace(before: Agent, after: Agent): Promise<void> {
    const { id, version } = before.state;
    const isRemoved = after.state.status === 'removed';
    const written = isRemoved
      ? await this.scope.run(remove, [id, version])
      : await this.scope.run(update, [...changeableColumns(after), id, version]);
    if (written === 0) throw new ConcurrentChange(`The agent ${id} is no longer at version ${version}.`);
    if (isRemoved) {
      await removeValues(this.scope, before);
      await leaveAllGroups(this.scope, id, after.state.lastModifiedAt);
      return;
    }
    await replaceValues(this.scope, before, after);
    await this.profileAttributes.note(this.scope, [after]);
  }
}
