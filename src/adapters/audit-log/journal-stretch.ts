import type { LentConnection } from '../../application/ports/lent-connection.ts';
import type { JournalConditions } from './journal-conditions.ts';
import { summedPosition } from './journal-terms.ts';
import type { Direction, JournalStretch } from './journal-walk.ts';
import type { RowCondition } from './row-condition.ts';
import { blocksBehind, indexedUpTo } from './term-blocks.ts';

/** Among so many rows a statement looks for what no index finds, so that none takes long. */
const rowsPerStretch = 10_000;

/** The rows behind a position, in the direction of a walk. */
export const behind = (position: number, direction: Direction, column = 'position'): RowCondition => ({
  text: `${column} ${direction === 'ASC' ? '>' : '<'} ?`,
  values: [position],
});

/** The rows up to a position, and the one there. */
export const upTo = (position: number, direction: Direction): RowCondition => ({
  text: `position ${direction === 'ASC' ? '<=' : '>='} ?`,
  values: [position],
});

/**
 * The next stretch to search behind a position. A walk that is not in the time that is asked for goes there at once, by
 * the account's index of times; and from there to the next entries that have what is asked for, by their terms. What has no
 * terms yet is searched entry by entry.
 *
 * @returns `undefined` where nothing can be found any more.
 */
export async function stretchBehind(
  connection: LentConnection,
  conditions: JournalConditions,
  position: number,
  direction: Direction,
): Promise<JournalStretch | undefined> {
  const { others, times, leads } = conditions;
  if (others.length === 0) return { from: position };
  const from = times.length === 0 ? position : await timeBehind(connection, times, position, direction);
  if (from === undefined) return undefined;
  if (leads.length === 0) return rowsBehind(connection, conditions, from, direction);
  const indexed = await indexedUpTo(connection);
  if (direction === 'DESC') {
    const young = from > indexed + 1 ? await youngRows(connection, from, indexed) : undefined;
    const start = Math.min(from, indexed + 1);
    return young ?? blocksBehind(connection, leads, { from: start, indexed }, direction);
  }
  const found =
    from < indexed ? await blocksBehind(connection, leads, { from, indexed }, direction) : undefined;
  return found ?? rowsBehind(connection, conditions, Math.max(from, indexed), direction);
}

/** As many rows as a statement may search. */
export async function rowsBehind(
  connection: LentConnection,
  { indexed }: Pick<JournalConditions, 'indexed'>,
  from: number,
  direction: Direction,
): Promise<JournalStretch> {
  const index = indexed.length === 0 ? by(connection, 'journal_account') : '';
  const rows = [accountRows, ...indexed, behind(from, direction)];
  return { from, to: await placeAfter(rowsPerStretch - 1, connection, { index, rows }, direction) };
}

/** What the index does not know yet, the newest first. @returns `undefined` where it knows all. */
async function youngRows(
  connection: LentConnection,
  from: number,
  indexed: number,
): Promise<JournalStretch | undefined> {
  const index = by(connection, 'journal_account');
  const rows = [accountRows, behind(from, 'DESC'), behind(indexed, 'ASC')];
  if ((await placeAfter(0, connection, { index, rows }, 'DESC')) === undefined) return undefined;
  const last = await placeAfter(rowsPerStretch - 1, connection, { index, rows }, 'DESC');
  return { from, to: last ?? indexed + 1 };
}

/**
 * Left the choice, MySQL was seen to walk along the positions of all accounts from the last one on, and through all entries of the
 * account in place of those of a time: in a million entries that took seconds.
 */
const by = ({ hasOneWriter }: LentConnection, index: string): string =>
  hasOneWriter ? '' : ` FORCE INDEX (${index})`;

/** The position of a row in the direction of a walk, behind so many others. */
async function placeAfter(
  others: number,
  connection: LentConnection,
  { index, rows }: { readonly index: string; readonly rows: readonly RowCondition[] },
  direction: Direction,
): Promise<number | undefined> {
  const [row] = await connection.rows<Place>(
    `SELECT position AS place FROM journal${index} WHERE ${allOf(rows)} ORDER BY position ${direction} LIMIT 1 OFFSET ${others}`,
    valuesIn(rows),
  );
  return placeIn(row);
}

/**
 * The position behind which the walk meets the first row of the time. Entries are not in the order of their times: the
 * clocks of processes differ, and transactions take theirs.
 */
export async function timeBehind(
  connection: LentConnection,
  times: readonly RowCondition[],
  position: number,
  direction: Direction,
): Promise<number | undefined> {
  const rows = [accountRows, behind(position, direction)];
  const [next] = await connection.rows<{ is_of_the_time: number }>(
    `SELECT CASE WHEN ${allOf(times)} THEN 1 ELSE 0 END AS is_of_the_time FROM journal WHERE ${allOf(rows)} ORDER BY position ${direction} LIMIT 1`,
    valuesIn([...times, ...rows]),
  );
  if (next === undefined || Number(next.is_of_the_time) === 1) return next && position;
  const [nearest, step] = direction === 'ASC' ? (['MIN', 1] as const) : (['MAX', -1] as const);
  const ofTheTime = [accountRows, ...times, behind(position, direction, summedPosition)];
  const [first] = await connection.rows<Place>(
    `SELECT ${nearest}(${summedPosition}) AS place FROM journal${by(connection, 'journal_time')} WHERE ${allOf(ofTheTime)}`,
    valuesIn(ofTheTime),
  );
  const place = placeIn(first);
  return place === undefined ? undefined : place - step;
}

const accountRows: RowCondition = { text: 'account_id = :account', values: [] };

const allOf = (conditions: readonly RowCondition[]): string =>
  conditions.map(({ text }) => text).join(' AND ');

const valuesIn = (conditions: readonly RowCondition[]) => conditions.flatMap(({ values }) => values);

interface Place {
  readonly place: number | null;
}

const placeIn = (row: Place | undefined): number | undefined =>
  row === undefined || row.place === null ? undefined : Number(row.place);
