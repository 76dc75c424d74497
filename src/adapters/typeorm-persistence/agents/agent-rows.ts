import type { Agent } from '../../../domain/agent/agent.ts';
import { agentEntity } from '../entities/agent-entity.ts';
import { assigned, listedColumns, selected } from '../entities/column-lists.ts';
import { policyUnchanged } from '../policy/sql-policy-repository.ts';
import type { AccountScope } from '../scope/account-scope.ts';
import { AccountStatement } from '../scope/account-statement.ts';
import { placeholdersOf } from '../statements/batches.ts';
import { jsonLists } from '../statements/json-lists.ts';
import { changedColumns, changedValues, insertedColumns, insertedValues } from './agent-row.ts';

// Each statement says by which version of the policy the work went, and writes nothing under another one. A single row has
// statements of its own: making a table of a list costs a database more than that.

const columns = ['account_id', ...insertedColumns].join(', ');
const insertOne = `INSERT INTO agents (${columns}) SELECT :account, ${placeholdersOf(insertedColumns)} FROM (SELECT 1 AS one) AS one WHERE`;
const updateOne = `UPDATE agents SET ${assigned(changedColumns)} WHERE account_id = :account AND id = ? AND version = ? AND`;
const removeOne = 'DELETE FROM agents WHERE account_id = :account AND id = ? AND version = ? AND';

const listedToInsert = listedColumns(agentEntity, insertedColumns);
const listedToUpdate = [
  ...listedColumns(agentEntity, ['id']),
  { name: 'version_before', type: 'int' },
  ...listedColumns(agentEntity, changedColumns),
];

/** A change of an agent that was there. */
export interface AgentRevised {
  readonly before: Agent;
  readonly after: Agent;
}

/** @returns whether they were inserted. @throws Error of the database where a name is taken; then none was. */
export async function insertRows(scope: AccountScope, agents: readonly Agent[]): Promise<boolean> {
  const unchanged = policyUnchanged(scope);
  const [only, ...others] = agents;
  if (only !== undefined && others.length === 0) {
    const statement = AccountStatement.of(`${insertOne} ${unchanged.text}`);
    return (await scope.run(statement, [...insertedValues(only), ...unchanged.parameters])) === 1;
  }
  const statement = AccountStatement.of(
    `INSERT INTO agents (${columns}) SELECT :account, ${selected('c', insertedColumns)} FROM ${scope.dialect.listed(listedToInsert)} WHERE ${unchanged.text}`,
  );
  let written = 0;
  for (const list of jsonLists(agents.map(insertedValues)))
    written += await scope.run(statement, [list, ...unchanged.parameters]);
  return written === agents.length;
}

/** @returns whether all of them were at the version that was read. */
export async function updateRows(scope: AccountScope, revised: readonly AgentRevised[]): Promise<boolean> {
  const unchanged = policyUnchanged(scope);
  const [only, ...others] = revised;
  if (only !== undefined && others.length === 0) {
    const { id, version } = only.before.state;
    const statement = AccountStatement.of(`${updateOne} ${unchanged.text}`);
    const parameters = [...changedValues(only.after), id, version, ...unchanged.parameters];
    return (await scope.run(statement, parameters)) === 1;
  }
  const condition = `a.version = c.version_before AND ${unchanged.text}`;
  const { updateListed } = scope.dialect;
  const statement = AccountStatement.of(
    updateListed('agents', listedToUpdate, 'id', changedColumns, condition),
  );
  const rows = revised.map(({ before, after }) => [
    ...[before.state.id, before.state.version],
    ...changedValues(after),
  ]);
  let written = 0;
  for (const list of jsonLists(rows)) written += await scope.run(statement, [list, ...unchanged.parameters]);
  return written === revised.length;
}

/** @returns whether it was at the version that was read. */
export async function removeRow(scope: AccountScope, { state }: Agent): Promise<boolean> {
  scope.removesAgents = true;
  const unchanged = policyUnchanged(scope);
  const statement = AccountStatement.of(`${removeOne} ${unchanged.text}`);
  return (await scope.run(statement, [state.id, state.version, ...unchanged.parameters])) === 1;
}
