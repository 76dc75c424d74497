import type { AttributeValues, ElementValue } from '../../../criteria/attribute-values.ts';
import { compareTexts } from '../../../criteria/compare-texts.ts';
import type { Agent } from '../../../domain/agent/agent.ts';
import { caseExactPaths } from '../../../domain/agent/agent-fields.ts';
import { directoryValues } from '../../../domain/agent/agent-values.ts';
import type { SqlValue } from '../connections/sql-connection.ts';
import { agentValueEntity } from '../entities/agent-value-entity.ts';
import { columnsOf, listedColumns, type RowOf, selected, valuesIn } from '../entities/column-lists.ts';
import type { AccountScope } from '../scope/account-scope.ts';
import { AccountStatement } from '../scope/account-statement.ts';
import {
  alternativesPerStatementMax,
  batchesOf,
  placeholdersOf,
  rowsPerStatementMax,
} from '../statements/batches.ts';
import { jsonLists } from '../statements/json-lists.ts';
import {
  exactPath,
  instantKey,
  instantPath,
  textKey,
  type ValueKey,
  valueKey,
} from '../value-index/value-keys.ts';
import type { AgentRevised } from './agent-rows.ts';

const writtenColumns = columnsOf(agentValueEntity, 'account_id');
const columns = ['account_id', ...writtenColumns].join(', ');
const values = `(:account, ${placeholdersOf(writtenColumns)})`;
const listed = listedColumns(agentValueEntity, writtenColumns);

/** A row of an agent. */
type ValueRow = Omit<RowOf<typeof agentValueEntity>, 'account_id' | 'agent_id'>;

type ValuesOfPath = readonly [path: string, values: readonly ElementValue[]];

/** No schema has a longer path; callers in process may, and nobody can ask about it. */
const pathCharactersMax = 190;

/** The rows by which new agents' attributes are found. */
export async function insertValues(scope: AccountScope, agents: readonly Agent[]): Promise<void> {
  const rows = agents.flatMap((agent) =>
    [...rowsOf(directoryValues(agent)).values()].sort(byKey).map((row) => parametersOf(agent, row)),
  );
  await write(scope, rows, { isOneAgent: agents.length === 1, onDuplicate: '' });
}

/** Writes what differs, which is nothing for most changes: a deactivation, say. */
export async function replaceValues(scope: AccountScope, revised: readonly AgentRevised[]): Promise<void> {
  const rows: SqlValue[][] = [];
  for (const { before, after } of revised) {
    const valuesBefore = directoryValues(before);
    const valuesAfter = directoryValues(after);
    const old = rowsOf(differing(valuesBefore, valuesAfter));
    const now = rowsOf(differing(valuesAfter, valuesBefore));
    await removeSome(
      scope,
      after,
      [...old].filter(([place]) => !now.has(place)).map(([, row]) => row),
    );
    for (const [place, row] of now) {
      const { value_key, value_rest } = old.get(place) ?? {};
      if (value_key !== row.value_key || value_rest !== row.value_rest) rows.push(parametersOf(after, row));
    }
  }
  const { onDuplicate, inserted } = scope.dialect;
  const change = `value_key = ${inserted('value_key')}, value_rest = ${inserted('value_rest')}`;
  await write(scope, rows, {
    isOneAgent: revised.length === 1,
    onDuplicate: onDuplicate('account_id, agent_id, path, element', change),
  });
}

async function removeSome(scope: AccountScope, agent: Agent, rows: readonly ValueRow[]): Promise<void> {
  for (const batch of batchesOf(rows, { partsMax: alternativesPerStatementMax })) {
    const remove = AccountStatement.of(
      `DELETE FROM agent_values WHERE account_id = :account AND agent_id = ? AND (path, element) IN ${scope.dialect.pairs(batch.length)}`,
    );
    await scope.write(remove, [agent.state.id, ...batch.flatMap(({ path, element }) => [path, element])]);
  }
}

const removeAll = AccountStatement.of(
  'DELETE FROM agent_values WHERE account_id = :account AND agent_id = ?',
);

export async function removeValues(scope: AccountScope, agent: Agent): Promise<void> {
  await scope.write(removeAll, [agent.state.id]);
}

interface Writing {
  readonly isOneAgent: boolean;
  readonly onDuplicate: string;
}

async function write(
  scope: AccountScope,
  rows: readonly SqlValue[][],
  { isOneAgent, onDuplicate }: Writing,
): Promise<void> {
  if (isOneAgent) {
    for (const batch of batchesOf(rows, {
      parametersOf: (row) => row.length + 1,
      partsMax: rowsPerStatementMax,
    })) {
      const places = placeholdersOf(batch, values);
      const text = `INSERT INTO agent_values (${columns}) VALUES ${places}${onDuplicate}`;
      await scope.write(AccountStatement.of(text), batch.flat());
    }
    return;
  }
  // The condition parts the list from what follows, which SQLite would take for a join.
  const text = `INSERT INTO agent_values (${columns}) SELECT :account, ${selected('c', writtenColumns)} FROM ${scope.dialect.listed(listed)} WHERE 1 = 1${onDuplicate}`;
  for (const list of jsonLists(rows)) await scope.write(AccountStatement.of(text), [list.text]);
}

const parametersOf = ({ state }: Agent, row: ValueRow): SqlValue[] =>
  valuesIn(writtenColumns, { agent_id: state.id, ...row });

/** The values at paths at which the others are not the same, so that no keys are made of what stays as it was. */
function differing(values: AttributeValues, others: AttributeValues): readonly ValuesOfPath[] {
  const different: ValuesOfPath[] = [];
  for (const [path, list] of values) if (!sameValues(list, others.get(path))) different.push([path, list]);
  return different;
}

const sameValues = (left: readonly ElementValue[], right: readonly ElementValue[] = []): boolean =>
  left.length === right.length &&
  left.every(
    ({ element, value }, index) => right[index]?.element === element && right[index].value === value,
  );

/** In this order InnoDB fills pages to the end; in any other it splits them, and the table is two thirds larger. */
const byKey = (one: ValueRow, other: ValueRow): number =>
  compareTexts(one.path, other.path) || one.element - other.element;

/** The rows by their key: path and element. */
function rowsOf(valuesByPath: Iterable<ValuesOfPath>): Map<string, ValueRow> {
  const rows = new Map<string, ValueRow>();
  const add = (path: string, element: number, key: ValueKey | undefined) => {
    if (key === undefined || path.length > pathCharactersMax) return;
    rows.set(`${path}\0${element}`, { path, element, value_key: key.key, value_rest: key.rest });
  };
  for (const [path, list] of valuesByPath) {
    for (const { element, value } of list) {
      add(path, element, valueKey(value));
      if (caseExactPaths.has(path) && typeof value === 'string')
        add(exactPath(path), element, textKey(value));
      // Only the types of custom attributes are not known: what may be a date can be compared as text and as date.
      if (path.startsWith('profile.')) add(instantPath(path), element, instantKey(value));
    }
  }
  return rows;
}
