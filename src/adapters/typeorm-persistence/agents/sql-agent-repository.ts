import type { AgentPage, AgentRepository } from '../../../application/ports/agent-repository.ts';
import { ConcurrentChange } from '../../../application/ports/storage-errors.ts';
import type { Agent, AgentChange } from '../../../domain/agent/agent.ts';
import type { AgentCriteria } from '../../../domain/agent/agent-criteria.ts';
import { DomainError } from '../../../domain/shared/domain-error.ts';
import { foldCase } from '../../../domain/shared/fold-case.ts';
import type { AgentId } from '../../../domain/shared/identifiers.ts';
import type { AccountScope } from '../account-scope.ts';
import { AccountStatement } from '../account-statement.ts';
import { storeEvents } from '../journal/store-entries.ts';
import { type AgentRow, agentColumns, agentOf, changeableColumns } from './agent-row.ts';
import { compileCriteria, selectsAtMostOne } from './compile-criteria.ts';
import { storeEmailValues } from './email-values.ts';

const select = `SELECT ${agentColumns} FROM agents WHERE account_id = :account AND id = ?`;
const find = new AccountStatement(select);
const findForUpdate = new AccountStatement(`${select} FOR UPDATE`);
const insert = new AccountStatement(
  'INSERT INTO agents (account_id, id, user_name, user_name_key, created_at, external_id, active, version, last_modified_at, attributes) VALUES (:account, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
);
const update = new AccountStatement(
  'UPDATE agents SET external_id = ?, active = ?, version = ?, last_modified_at = ?, attributes = ? WHERE account_id = :account AND id = ? AND version = ?',
);
const remove = new AccountStatement(
  'DELETE FROM agents WHERE account_id = :account AND id = ? AND version = ?',
);

export class SqlAgentRepository implements AgentRepository {
  constructor(private readonly scope: AccountScope) {}

  async find(id: AgentId): Promise<Agent | undefined> {
    const { locksWhatItReads, dialect } = this.scope;
    const statement = locksWhatItReads && dialect.forUpdate !== '' ? findForUpdate : find;
    const [row] = await this.scope.rows<AgentRow>(statement, [id]);
    return row && agentOf(row);
  }

  async list(criteria: AgentCriteria, offset: number, limit: number): Promise<AgentPage> {
    const { sql, parameters } = compileCriteria(criteria);
    const { dialect } = this.scope;
    const page = new AccountStatement(
      `SELECT ${agentColumns} FROM agents WHERE account_id = :account AND ${sql} ORDER BY id LIMIT ? OFFSET ?`,
    );
    const rows =
      limit === 0
        ? []
        : await this.scope.rows<AgentRow>(page, [...parameters, dialect.limit(limit), dialect.limit(offset)]);
    const agents = rows.map(agentOf);
    // The last page tells the total by itself, and counting a large account costs more than reading a page.
    if (agents.length > 0 && (agents.length < limit || (offset === 0 && selectsAtMostOne(criteria)))) {
      return { agents, total: offset + agents.length };
    }
    if (limit > 0 && offset === 0 && agents.length === 0) return { agents, total: 0 };
    const count = new AccountStatement(
      `SELECT COUNT(*) AS total FROM agents WHERE account_id = :account AND ${sql}`,
    );
    const [counted] = await this.scope.rows<{ total: number }>(count, parameters);
    return { agents, total: counted?.total ?? 0 };
  }

  async store(change: AgentChange): Promise<void> {
    const { before, state: after, events } = change;
    if (events.length === 0) return;
    if (before === undefined) await this.insert(after);
    else await this.replace(before, after);
    await storeEmailValues(this.scope, before, after);
    await storeEvents(this.scope, events);
  }

  private async insert(agent: Agent): Promise<void> {
    const { id, userName, createdAt } = agent.state;
    try {
      await this.scope.run(insert, [
        id,
        userName,
        foldCase(userName),
        createdAt,
        ...changeableColumns(agent),
      ]);
    } catch (error) {
      if (this.scope.dialect.failureOf(error) !== 'duplicate') throw error;
      throw new DomainError(
        'userNameTaken',
        `There is already an agent with the userName ${JSON.stringify(userName)} in this account; letter case does not count.`,
        { attribute: 'userName' },
      );
    }
  }

  private async replace(before: Agent, after: Agent): Promise<void> {
    const { id, version } = before.state;
    const written =
      after.state.status === 'removed'
        ? await this.scope.run(remove, [id, version])
        : await this.scope.run(update, [...changeableColumns(after), id, version]);
    if (written === 0) throw new ConcurrentChange(`The agent ${id} is no longer at version ${version}.`);
  }
}
