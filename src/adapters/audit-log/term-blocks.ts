import type { LentConnection } from '../../application/ports/lent-connection.ts';
import { blockOf, firstIn, lastIn } from './journal-terms.ts';
import type { Direction, JournalStretch } from './journal-walk.ts';

/** So many blocks are searched at once where they are near each other. */
const blocksPerStretch = 150;

/** Up to where the index goes. */
export async function indexedUpTo(connection: LentConnection): Promise<number> {
  const [row] = await connection.rowsOfAllAccounts<{ position: number }>(
    'SELECT position FROM journal_indexed',
    [],
  );
  return Number(row?.position);
}

/**
 * The next blocks behind a position that have a term of each list, as far as they are near each other.
 *
 * @param wanted - one list at least.
 * @returns `undefined` where the index has none.
 */
export async function blocksBehind(
  connection: LentConnection,
  wanted: readonly (readonly string[])[],
  position: number,
  direction: Direction,
): Promise<JournalStretch | undefined> {
  const isForward = direction === 'ASC';
  const nearest = blockOf(isForward ? position + 1 : position - 1);
  const blocks = await blocksFrom(connection, wanted, nearest, direction, blocksPerStretch);
  const [first] = blocks;
  if (first === undefined) return undefined;
  const last = blocks.findLast((block) => Math.abs(block - first) < blocksPerStretch) ?? first;
  return isForward
    ? { from: Math.max(position, firstIn(first) - 1), to: lastIn(last) }
    : { from: Math.min(position, lastIn(first) + 1), to: firstIn(last) };
}

/** The blocks from one on that have a term of each list. @param wanted - one list at least. */
export async function blocksFrom(
  connection: LentConnection,
  wanted: readonly (readonly string[])[],
  block: number,
  direction: Direction,
  limit: number,
): Promise<readonly number[]> {
  const rows = await connection.rows<{ block: number }>(statement(wanted, direction), [
    ...(wanted[0] ?? []),
    block,
    ...wanted.slice(1).flat(),
    connection.limit(limit),
  ]);
  return rows.map((row) => Number(row.block));
}

function statement([first = [], ...others]: readonly (readonly string[])[], direction: Direction): string {
  const among = (terms: readonly string[]) => `term IN (${terms.map(() => '?').join(', ')})`;
  const further = others.map(
    (terms) =>
      `EXISTS (SELECT 1 FROM journal_terms AS other WHERE other.account_id = :account AND other.${among(terms)} AND other.block = found.block)`,
  );
  const conditions = [
    'account_id = :account',
    among(first),
    `block ${direction === 'ASC' ? '>=' : '<='} ?`,
    ...further,
  ];
  return `SELECT DISTINCT block FROM journal_terms AS found WHERE ${conditions.join(' AND ')} ORDER BY block ${direction} LIMIT ?`;
}
