import type { Agent } from '../../../domain/agent/agent.ts';
import { caseExactPaths } from '../../../domain/agent/agent-fields.ts';
import { directoryValues } from '../../../domain/agent/agent-values.ts';
import type { SqlValue } from '../connections/sql-connection.ts';
import { agentValueEntity } from '../entities/agent-value-entity.ts';
import { columnsOf, type RowOf, valuesIn } from '../entities/column-lists.ts';
import type { AccountScope } from '../scope/account-scope.ts';
import { AccountStatement } from '../scope/account-statement.ts';
import {
  alternativesPerStatementMax,
  batchesOf,
  placeholdersOf,
  rowsPerStatementMax,
} from '../statements/batches.ts';
import {
  exactPath,
  instantKey,
  instantPath,
  textKey,
  type ValueKey,
  valueKey,
} from '../value-index/value-keys.ts';

const writtenColumns = columnsOf(agentValueEntity, 'account_id');
const columns = ['account_id', ...writtenColumns].join(', ');
const values = `(:account, ${placeholdersOf(writtenColumns)})`;

/** A row of an agent. */
type ValueRow = Omit<RowOf<typeof agentValueEntity>, 'account_id' | 'agent_id'>;

/** No schema has a longer path; callers in process may, and nobody can ask about it. */
const pathCharactersMax = 190;

/** The rows by which a new agent's attributes are found. */
export async function insertValues(scope: AccountScope, agents: readonly Agent[]): Promise<void> {
  const rows = agents.flatMap((agent) => [...rowsOf(agent).values()].map((row) => parametersOf(agent, row)));
  await write(scope, rows, '');
}

/** Writes what differs, which is nothing for most changes: a deactivation, say. */
export async function replaceValues(scope: AccountScope, before: Agent, after: Agent): Promise<void> {
  const old = rowsOf(before);
  const now = rowsOf(after);
  const isNew = ([place, { value_key, value_rest }]: [string, ValueRow]) =>
    old.get(place)?.value_key !== value_key || old.get(place)?.value_rest !== value_rest;
  const gone = [...old].filter(([place]) => !now.has(place)).map(([, row]) => row);
  for (const batch of batchesOf(gone, { partsMax: alternativesPerStatementMax })) {
    const remove = AccountStatement.of(
      `DELETE FROM agent_values WHERE account_id = :account AND agent_id = ? AND (path, element) IN ${scope.dialect.pairs(batch.length)}`,
    );
    await scope.run(remove, [after.state.id, ...batch.flatMap(({ path, element }) => [path, element])]);
  }
  const { onDuplicate, inserted } = scope.dialect;
  const change = `value_key = ${inserted('value_key')}, value_rest = ${inserted('value_rest')}`;
  const rows = [...now].filter(isNew).map(([, row]) => parametersOf(after, row));
  await write(scope, rows, onDuplicate('account_id, agent_id, path, element', change));
}

const removeAll = AccountStatement.of(
  'DELETE FROM agent_values WHERE account_id = :account AND agent_id = ?',
);

export async function removeValues(scope: AccountScope, agent: Agent): Promise<void> {
  await scope.run(removeAll, [agent.state.id]);
}

async function write(scope: AccountScope, rows: readonly SqlValue[][], onDuplicate: string): Promise<void> {
  const parametersOf = (row: readonly SqlValue[]) => row.length + 1;
  for (const batch of batchesOf(rows, { parametersOf, partsMax: rowsPerStatementMax })) {
    const places = placeholdersOf(batch, values);
    const statement = AccountStatement.of(
      `INSERT INTO agent_values (${columns}) VALUES ${places}${onDuplicate}`,
    );
    await scope.run(statement, batch.flat());
  }
}

const parametersOf = ({ state }: Agent, row: ValueRow): SqlValue[] =>
  valuesIn(writtenColumns, { agent_id: state.id, ...row });

/** The rows by their key: path and element. */
function rowsOf(agent: Agent): Map<string, ValueRow> {
  const rows = new Map<string, ValueRow>();
  const add = (path: string, element: number, key: ValueKey | undefined) => {
    if (key === undefined || path.length > pathCharactersMax) return;
    rows.set(`${path}\0${element}`, { path, element, value_key: key.key, value_rest: key.rest });
  };
  for (const [path, values] of directoryValues(agent)) {
    for (const { element, value } of values) {
      add(path, element, valueKey(value));
      if (caseExactPaths.has(path) && typeof value === 'string')
        add(exactPath(path), element, textKey(value));
      // Only the types of custom attributes are not known: what may be a date can be compared as text and as date.
      if (path.startsWith('profile.')) add(instantPath(path), element, instantKey(value));
    }
  }
  return rows;
}
