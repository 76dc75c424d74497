import type { LentConnection } from '../../application/ports/lent-connection.ts';
import { type FollowedJournal, followedJournal } from './followed-journal.ts';
import type { JournalConditions } from './journal-conditions.ts';
import { timeBehind } from './journal-times.ts';
import type { Direction, JournalStretch } from './journal-walk.ts';
import { accountRows, allOf, behind, by, type RowCondition, valuesIn } from './row-condition.ts';
import { blocksBehind } from './term-blocks.ts';

/** Among so many rows a statement looks for what no index finds, so that none takes long. */
const rowsPerStretch = 10_000;
/** The same of what is asked by its time alone: a walk goes to the next row of the time, and those behind it mostly are. */
const rowsPerStretchOfTime = 1_000;

/**
 * The next stretch to search behind a position. A walk that is not in the time that is asked for goes there at once, by
 * the account's index of times; and from there to the next entries that have what is asked for, by their terms. What was not
 * followed yet is searched entry by entry.
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
  if (times === undefined && leads.length === 0)
    return rowsBehind(connection, conditions, position, direction);
  const followed = await followedJournal(connection);
  const from =
    times === undefined ? position : await timeBehind(connection, times, followed, position, direction);
  if (from === undefined) return undefined;
  return leads.length > 0
    ? termsBehind(connection, conditions, followed, from, direction)
    : rowsBehind(connection, conditions, from, direction, rowsPerStretchOfTime);
}

async function termsBehind(
  connection: LentConnection,
  conditions: JournalConditions,
  { typed: indexed }: FollowedJournal,
  from: number,
  direction: Direction,
): Promise<JournalStretch | undefined> {
  const { leads, indexed: named, others, times } = conditions;
  const walk = { indexed, question: [...named, ...others], isOfTime: times !== undefined };
  if (direction === 'DESC') {
    const young = from > indexed + 1 ? await youngRows(connection, from, indexed) : undefined;
    const start = Math.min(from, indexed + 1);
    return young ?? blocksBehind(connection, leads, { from: start, ...walk }, direction);
  }
  const found =
    from < indexed ? await blocksBehind(connection, leads, { from, ...walk }, direction) : undefined;
  return found ?? rowsBehind(connection, conditions, Math.max(from, indexed), direction);
}

/** As many rows as a statement may search. */
export async function rowsBehind(
  connection: LentConnection,
  { indexed }: Pick<JournalConditions, 'indexed'>,
  from: number,
  direction: Direction,
  count = rowsPerStretch,
): Promise<JournalStretch> {
  const index = indexed.length === 0 ? by(connection, 'journal_account') : '';
  const rows = [accountRows, ...indexed, behind(from, direction)];
  return { from, to: await placeAfter(count - 1, connection, { index, rows }, direction) };
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

/** The position of a row in the direction of a walk, behind so many others. */
async function placeAfter(
  others: number,
  connection: LentConnection,
  { index, rows }: { readonly index: string; readonly rows: readonly RowCondition[] },
  direction: Direction,
): Promise<number | undefined> {
  const [row] = await connection.rows<{ place: number | string }>(
    `SELECT position AS place FROM journal${index} WHERE ${allOf(rows)} ORDER BY position ${direction} LIMIT 1 OFFSET ${others}`,
    valuesIn(rows),
  );
  return row && Number(row.place);
}
