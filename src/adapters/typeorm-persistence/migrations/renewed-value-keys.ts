import type { QueryRunner } from 'typeorm';
import { type AttributeValues, addValues, type ElementValue } from '../../../criteria/attribute-values.ts';
import { millisecondsOf } from '../../../criteria/comparable.ts';
import { foldCase } from '../../../criteria/fold-case.ts';
import type { JsonObject } from '../../../criteria/json.ts';
import { caseExactPaths } from '../../../domain/agent/agent-fields.ts';
import { exactPath, tags, textKey } from '../value-index/value-keys.ts';
import { type IdentifiedRow, notAscii, rowsInBatches } from './rows-in-batches.ts';

interface AgentRow extends IdentifiedRow {
  readonly attributes: string;
}

interface ValueRow {
  readonly agent_id: string;
  readonly path: string;
  readonly element: number;
  readonly value_key: string;
  readonly value_rest: string | null;
}

/** The rows of the agents between two of them. */
const ofAgents = 'account_id = ? AND agent_id >= ? AND agent_id <= ?';
const theRow = 'account_id = ? AND agent_id = ? AND path = ? AND element = ?';

/** Makes the rows of the value index what they are for new agents. */
export async function renewValueKeys(runner: QueryRunner): Promise<void> {
  for await (const agents of rowsInBatches<AgentRow>(runner, 'agents', ['attributes'], '1 = 1')) {
    for (const [account, ofAccount] of Map.groupBy(agents, ({ account_id }) => account_id)) {
      const range = [account, ofAccount[0]?.id, ofAccount.at(-1)?.id];
      await foldAnew(runner, account, range);
      await removeNoDates(runner, account, range);
      for (const agent of ofAccount) await addExactValues(runner, agent);
    }
  }
}

/** A key and its rest are the whole text in the folded form of before, which folds to what the text itself does. */
async function foldAnew(runner: QueryRunner, account: string, range: readonly unknown[]): Promise<void> {
  const changing = `(${notAscii(runner, 'value_key')} OR value_rest IS NOT NULL)`;
  const select = `SELECT agent_id, path, element, value_key, value_rest FROM agent_values WHERE ${ofAgents} AND value_key LIKE '${tags.text}%' AND path NOT LIKE '%#exact' AND ${changing}`;
  const update = `UPDATE agent_values SET value_key = ?, value_rest = ? WHERE ${theRow}`;
  for (const row of (await runner.query(select, [...range])) as ValueRow[]) {
    const { key, rest } = textKey(foldCase(row.value_key.slice(tags.text.length) + (row.value_rest ?? '')));
    if (key === row.value_key && rest === row.value_rest) continue;
    await runner.query(update, [key, rest, account, row.agent_id, row.path, row.element]);
  }
}

/** Days that no month has were taken for dates. */
async function removeNoDates(runner: QueryRunner, account: string, range: readonly unknown[]): Promise<void> {
  const select = `SELECT agent_id, path, element, value_key, value_rest FROM agent_values WHERE ${ofAgents} AND path LIKE 'profile.%' AND value_key LIKE '${tags.text}____-__-%' AND SUBSTR(value_key, 10, 2) > '28' AND value_rest IS NULL`;
  const remove = `DELETE FROM agent_values WHERE ${theRow}`;
  for (const { agent_id, path, element, value_key } of (await runner.query(select, [
    ...range,
  ])) as ValueRow[]) {
    if (millisecondsOf(value_key.slice(tags.text.length)) !== undefined) continue;
    await runner.query(remove, [account, agent_id, `${path}#instant`, element]);
  }
}

/** Values whose letter case counts stand as they were written as well. */
async function addExactValues(runner: QueryRunner, agent: AgentRow): Promise<void> {
  const insert =
    'INSERT INTO agent_values (account_id, agent_id, path, element, value_key, value_rest) VALUES (?, ?, ?, ?, ?, ?)';
  for (const [path, values] of directoryValuesOf(agent)) {
    if (!caseExactPaths.has(path)) continue;
    await runner.query('DELETE FROM agent_values WHERE account_id = ? AND agent_id = ? AND path = ?', [
      agent.account_id,
      agent.id,
      exactPath(path),
    ]);
    for (const { element, value } of values) {
      if (typeof value !== 'string') continue;
      const { key, rest } = textKey(value);
      await runner.query(insert, [agent.account_id, agent.id, exactPath(path), element, key, rest]);
    }
  }
}

function directoryValuesOf({ attributes }: AgentRow): AttributeValues {
  const values = new Map<string, ElementValue[]>();
  addValues(values, (JSON.parse(attributes) as { directory: JsonObject }).directory);
  return values;
}
