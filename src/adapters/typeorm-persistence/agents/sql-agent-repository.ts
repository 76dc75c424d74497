import type { AgentRepository } from '../../../application/ports/agent-repository.ts';
import type { GroupReader } from '../../../application/ports/group-repository.ts';
import { ConcurrentChange } from '../../../application/ports/storage-errors.ts';
import { foldCase } from '../../../criteria/fold-case.ts';
import type { Agent, AgentChange } from '../../../domain/agent/agent.ts';
import { userNameTaken } from '../../../domain/agent/user-name-taken.ts';
import type { SqlValue } from '../connections/sql-connection.ts';
import { assigned } from '../entities/column-lists.ts';
import type { AccountPolicies } from '../policy/account-policies.ts';
import { policyChanged, policyUnchanged, requirePolicyUnchanged } from '../policy/sql-policy-repository.ts';
import type { AccountScope } from '../scope/account-scope.ts';
import { AccountStatement } from '../scope/account-statement.ts';
import { batchesOf, placeholdersOf } from '../statements/batches.ts';
import { changedColumns, changedValues, insertedColumns, insertedValues } from './agent-row.ts';
import { insertValues, removeValues, replaceValues } from './agent-value-rows.ts';
import { SqlAgentReader } from './sql-agent-reader.ts';

const update = `UPDATE agents SET ${assigned(changedColumns)} WHERE account_id = :account AND id = ? AND version = ?`;
const remove = 'DELETE FROM agents WHERE account_id = :account AND id = ? AND version = ?';
const columns = ['account_id', ...insertedColumns].join(', ');
const values = `:account, ${placeholdersOf(insertedColumns)}`;

/** Where it is noted which custom attributes agents have. */
export interface ProfileAttributeNotes {
  /** @throws DomainError `attributeTooLarge` where the account would have too many attributes. */
  note(scope: AccountScope, agents: readonly Agent[]): Promise<void>;
}

export class SqlAgentRepository extends SqlAgentReader implements AgentRepository {
  constructor(
    scope: AccountScope,
    policies: AccountPolicies,
    groups: Pick<GroupReader, 'find'>,
    private readonly profileAttributes: ProfileAttributeNotes,
  ) {
    super(scope, policies, groups);
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
    // First, since it may refuse, and whoever is kept out all the same is written once more.
    await this.profileAttributes.note(this.scope, [after]);
    await this.writeUnlessChanged(before, update, changedValues(after));
    await replaceValues(this.scope, before, after);
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
