import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { Criteria } from '../../../criteria/criteria.ts';
import { foldCase } from '../../../criteria/fold-case.ts';
import { valueKey } from '../value-index/value-keys.ts';
import { renewValueKeys } from './renewed-value-keys.ts';
import { type IdentifiedRow, isSqlite, notAscii, rowsInBatches } from './rows-in-batches.ts';

const positionsPerBatch = 10_000;
const targetNameCharactersMax = 320;

/**
 * Keys are made anew of the texts that they are of, as decision 41 says, and three columns take the longer names that are
 * allowed. What is right already is not written, so that it can be run again.
 */
export class TextsFoldedAsUnicode1764341000000 implements MigrationInterface {
  readonly name = 'TextsFoldedAsUnicode1764341000000';

  async up(runner: QueryRunner): Promise<void> {
    await setLengths(runner, { userName: 1016, displayName: 2800, displayNameKey: 700 });
    for (const key of uniqueKeys) await renewUniqueKeys(runner, key);
    await renewValueKeys(runner);
    await renewTargetNames(runner);
  }

  /** The keys stay: those before fold the same for most texts, and nothing tells the others. */
  async down(runner: QueryRunner): Promise<void> {
    await setLengths(runner, { userName: 254, displayName: 255, displayNameKey: 320 });
  }
}

interface Lengths {
  readonly userName: number;
  readonly displayName: number;
  readonly displayNameKey: number;
}

/** SQLite heeds no lengths. */
async function setLengths(
  runner: QueryRunner,
  { userName, displayName, displayNameKey }: Lengths,
): Promise<void> {
  if (isSqlite(runner)) return;
  await runner.query(`ALTER TABLE agents MODIFY user_name VARCHAR(${userName}) NOT NULL`);
  await runner.query(
    `ALTER TABLE agent_groups MODIFY display_name VARCHAR(${displayName}) NOT NULL, MODIFY display_name_key VARCHAR(${displayNameKey}) NOT NULL`,
  );
}

/** A row whose `source` the `found` key is made of. */
interface KeyedRow extends IdentifiedRow {
  readonly source: string;
  readonly found: string;
  readonly within: string;
}

interface UniqueKey {
  readonly table: string;
  readonly column: string;
  readonly source: string;
  /** Beside the account, within what the key is unique. */
  readonly within: string;
  readonly charactersMax: number;
  keyOf(source: string): string | undefined;
}

const uniqueKeys: readonly UniqueKey[] = [
  {
    ...{ table: 'agents', column: 'user_name_key', source: 'user_name', within: "''" },
    ...{ charactersMax: 320, keyOf: foldCase },
  },
  {
    ...{ table: 'agent_groups', column: 'display_name_key', source: 'display_name', within: "''" },
    ...{ charactersMax: 700, keyOf: foldCase },
  },
  {
    ...{ table: 'agent_groups', column: 'template_value_key', source: 'rule', within: 'template_id' },
    ...{ charactersMax: 200, keyOf: keyOfTemplateValue },
  },
];

/** A group that a template made has the value in its rule. */
function keyOfTemplateValue(rule: string): string | undefined {
  const { criteria } = JSON.parse(rule) as { criteria: Criteria };
  return criteria.kind === 'compare' ? valueKey(criteria.value).key : undefined;
}

async function renewUniqueKeys(runner: QueryRunner, unique: UniqueKey): Promise<void> {
  const { table, column, source, within, charactersMax, keyOf } = unique;
  const columns = [`${source} AS source`, `${column} AS found`, `${within} AS within`];
  const condition = `${column} IS NOT NULL AND ${source} IS NOT NULL AND ${notAscii(runner, source)}`;
  for await (const rows of rowsInBatches<KeyedRow>(runner, table, columns, condition)) {
    for (const row of rows) {
      const key = keyOf(row.source);
      if (key === undefined || key === row.found) continue;
      const isFree = [...key].length <= charactersMax && !(await isTaken(runner, unique, row, key));
      if (!isFree) warnOf(runner, unique, row);
      const told = isFree ? key : apart(key, row.id, charactersMax);
      const update = `UPDATE ${table} SET ${column} = ? WHERE account_id = ? AND id = ?`;
      await runner.query(update, [told, row.account_id, row.id]);
    }
  }
}

async function isTaken(
  runner: QueryRunner,
  { table, column, within }: UniqueKey,
  row: KeyedRow,
  key: string,
): Promise<boolean> {
  const others = `SELECT 1 FROM ${table} WHERE account_id = ? AND ${column} = ? AND ${within} = ? AND id <> ?`;
  return (await runner.query(others, [row.account_id, key, row.within, row.id])).length > 0;
}

/** A key that no text has, and that sorts where the text does. */
const apart = (key: string, id: string, charactersMax: number): string =>
  `${[...key].slice(0, charactersMax - id.length - 1).join('')}\0${id}`;

/** Names are personal data, which logs do without. */
function warnOf(
  { connection }: QueryRunner,
  { table, source }: UniqueKey,
  { account_id, id }: KeyedRow,
): void {
  const message = `${table}.${source} of ${id} in the account ${account_id} is the same text as another one's now that ß counts as ss, and the like. Filters that name it find the other one. Rename or remove one of them.`;
  connection.logger.log('warn', message);
}

interface NamedRow {
  readonly position: number | string;
  readonly target_name: string;
  readonly target_name_key: string | null;
}

async function renewTargetNames(runner: QueryRunner): Promise<void> {
  const [row] = (await runner.query('SELECT MAX(position) AS last FROM journal')) as { last: unknown }[];
  const last = Number(row?.last ?? 0);
  const select = `SELECT position, target_name, target_name_key FROM journal WHERE position > ? AND position <= ? AND ${notAscii(runner, 'target_name')}`;
  for (let after = 0; after < last; after += positionsPerBatch) {
    const rows = (await runner.query(select, [after, after + positionsPerBatch])) as NamedRow[];
    for (const { position, target_name: name, target_name_key: found } of rows) {
      const key = foldCase(name).slice(0, targetNameCharactersMax);
      if (key !== found)
        await runner.query('UPDATE journal SET target_name_key = ? WHERE position = ?', [key, position]);
    }
  }
}
