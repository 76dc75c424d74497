import type { LentConnection } from '../../application/ports/lent-connection.ts';
import { blockOf, firstIn, type Lead, lastIn, positionsPerBlock } from './journal-terms.ts';
import type { Direction, JournalStretch } from './journal-walk.ts';
import type { RowCondition } from './row-condition.ts';

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

/** Where a walk is, and how far the index goes. */
interface Place {
  readonly from: number;
  readonly indexed: number;
}

/**
 * The next blocks behind a place to which all leads lead, as far as they are near each other.
 *
 * @param leads - one at least.
 * @returns `undefined` where the index has none.
 */
export async function blocksBehind(
  connection: LentConnection,
  leads: readonly Lead[],
  place: Place,
  direction: Direction,
): Promise<JournalStretch | undefined> {
  const { from } = place;
  const limit = connection.limit(blocksPerStretch);
  const parts = blockQueries(leads, place, direction).map(({ text, values }, index) => ({
    text: `SELECT block FROM (${text} LIMIT ?) AS part_${index}`,
    values: [...values, limit],
  }));
  const rows = await connection.rows<{ block: number }>(
    `${parts.map(({ text }) => text).join(' UNION ')} ORDER BY block ${direction}`,
    parts.flatMap(({ values }) => values),
  );
  const blocks = rows.map(({ block }) => Number(block));
  const [first] = blocks;
  if (first === undefined) return undefined;
  const last = blocks.findLast((block) => Math.abs(block - first) < blocksPerStretch) ?? first;
  return direction === 'ASC'
    ? { from: Math.max(from, firstIn(first) - 1), to: lastIn(last) }
    : { from: Math.min(from, lastIn(first) + 1), to: firstIn(last) };
}

/** The block of a row of the journal, as a whole number in each database. */
const blockOfRow = `CAST((position - 1 - (position - 1) % ${positionsPerBlock}) / ${positionsPerBlock} AS SIGNED)`;

/** What the first lead leads to, as far as the terms of the others are there as well. */
function blockQueries(
  [first, ...others]: readonly Lead[],
  { from, indexed }: Place,
  direction: Direction,
): readonly RowCondition[] {
  const [reaches, start] = direction === 'ASC' ? ['>=', from + 1] : ['<=', from - 1];
  // Rows that others lead to are held against the question.
  const further = others.filter(({ rows }) => rows === undefined).map(({ terms }) => terms);
  const withOthers = (block: string) =>
    further
      .map(
        (terms) =>
          ` AND EXISTS (SELECT 1 FROM journal_terms AS other WHERE other.account_id = :account AND other.${among(terms)} AND other.block = ${block})`,
      )
      .join('');
  const { terms = [], rows } = first ?? {};
  const byTerms = {
    text: `SELECT DISTINCT block FROM journal_terms AS found WHERE account_id = :account AND ${among(terms)} AND block ${reaches} ?${withOthers('found.block')} ORDER BY block ${direction}`,
    values: [...terms, blockOf(start), ...further.flat()],
  };
  if (rows === undefined) return [byTerms];
  const { place } = rows;
  // What is not indexed yet may have them without being found here.
  const byRows = {
    text: `SELECT ${blockOfRow} AS block FROM journal WHERE account_id = :account AND ${rows.text} AND ${place} ${reaches} ? AND ${place} <= ?${withOthers(blockOfRow)} ORDER BY ${place} ${direction}`,
    values: [...rows.values, start, indexed, ...further.flat()],
  };
  return [byTerms, byRows];
}

const among = (terms: readonly string[]) => `term IN (${terms.map(() => '?').join(', ')})`;
