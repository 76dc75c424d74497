import type { Agent } from '../../../domain/agent/agent.ts';
import type { Expectation, SqlValue } from '../connections/sql-connection.ts';
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

/** Either all are inserted or, where a name is taken or the policy is another one, none. */
export async function insertRows(
  scope: AccountScope,
  agents: readonly Agent[],
  failed: Expectation['failed'],
): Promise<void> {
  const unchanged = policyUnchanged(scope);
  const [only, ...others] = agents;
  if (only !== undefined && others.length === 0) {
    const statement = AccountStatement.of(`${insertOne} ${unchanged.text}`);
    await insertFirst(scope, statement, [...insertedValues(only), ...unchanged.parameters], failed);
    return;
  }
  const statement = AccountStatement.of(
    `INSERT INTO agents (${columns}) SELECT :account, ${selected('c', insertedColumns)} FROM ${scope.dialect.listed(listedToInsert)} WHERE ${unchanged.text}`,
  );
  for (const { text, rows } of jsonLists(agents.map(insertedValues)))
    await scope.write(statement, [text, ...unchanged.parameters], { rows, failed });
}

/**
 * By itself: a create asks nothing before, and where its connection is lost, whoever waits for it is better served by another try than by
 * an outcome that nobody knows. Of several, on a connection that is in use, the answer is worth less than its time.
 */
async function insertFirst(
  scope: AccountScope,
  statement: AccountStatement,
  parameters: readonly SqlValue[],
  failed: Expectation['failed'],
): Promise<void> {
  let written: number;
  try {
    written = await scope.run(statement, parameters);
  } catch (error) {
    throw scope.dialect.failureOf(error) === 'duplicate' ? failed('duplicate') : error;
  }
  if (written !== 1) throw failed('otherRows');
}

/** Either all are updated or, where one is at another version than the one that was read or the policy is another one, none. */
export async function updateRows(
  scope: AccountScope,
  revised: readonly AgentRevised[],
  failed: Expectation['failed'],
): Promise<void> {
  const unchanged = policyUnchanged(scope);
  const [only, ...others] = revised;
  if (only !== undefined && others.length === 0) {
    const { id, version } = only.before.state;
    const statement = AccountStatement.of(`${updateOne} ${unchanged.text}`);
    const parameters = [...changedValues(only.after), id, version, ...unchanged.parameters];
    await scope.write(statement, parameters, { rows: 1, failed });
    return;
  }
  const condition = `a.version = c.version_before AND ${unchanged.text}`;
  const { updateListed } = scope.dialect;
  const statement = AccountStatement.of(
    updateListed('agents', listedToUpdate, 'id', changedColumns, condition),
  );
  const changed = revised.map(({ before, after }) => [
    ...[before.state.id, before.state.version],
    ...changedValues(after),
  ]);
  for (const { text, rows } of jsonLists(changed))
    await scope.write(statement, [text, ...unchanged.parameters], { rows, failed });
}

/** Removes it where it is at the version that was read, under the same policy. */
export async function removeRow(
  scope: AccountScope,
  { state }: Agent,
  failed: Expectation['failed'],
): Promise<void> {
  scope.removesAgents = true;
  const unchanged = policyUnchanged(scope);
  const statement = AccountStatement.of(`${removeOne} ${unchanged.text}`);
  const parameters = [state.id, state.version, ...unchanged.parameters];
  await scope.write(statement, parameters, { rows: 1, failed });
}
