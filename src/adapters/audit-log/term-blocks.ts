import type { LentConnection } from '../../application/ports/lent-connection.ts';
import { blockOf, firstIn, type Lead, lastIn, positionsPerBlock } from './journal-terms.ts';
import type { Direction, JournalStretch } from './journal-walk.ts';
import { allOf, embeddedBy, type RowCondition, valuesIn } from './row-condition.ts';

/** So many blocks are searched at once where they are near each other. */
const blocksPerStretch = 75;
/** The same of a time, whose entries stand together: what is behind them would be searched for nothing. */
const blocksPerStretchOfTime = 16;
/** What more have is frequent, however frequent. */
const blocksCountedMax = 150;

/** Where a walk is, how far the index goes, and what every entry has to satisfy that is found. */
interface Walk {
  readonly from: number;
  readonly indexed: number;
  readonly question: readonly RowCondition[];
  readonly isOfTime: boolean;
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
  walk: Walk,
  direction: Direction,
): Promise<JournalStretch | undefined> {
  const { from } = walk;
  const most = walk.isOfTime ? blocksPerStretchOfTime : blocksPerStretch;
  const limit = connection.limit(most);
  const parts = blockQueries(connection, await rarestFirst(connection, leads), walk, direction).map(
    ({ text, values }, index) => ({
      text: `SELECT block FROM (${text} LIMIT ?) AS part_${index}`,
      values: [...values, limit],
    }),
  );
  const rows = await connection.rows<{ block: number }>(
    `${parts.map(({ text }) => text).join(' UNION ')} ORDER BY block ${direction}`,
    parts.flatMap(({ values }) => values),
  );
  const blocks = rows.map(({ block }) => Number(block));
  const [first] = blocks;
  if (first === undefined) return undefined;
  const last = blocks.findLast((block) => Math.abs(block - first) < most) ?? first;
  return direction === 'ASC'
    ? { from: Math.max(from, firstIn(first) - 1), to: lastIn(last) }
    : { from: Math.min(from, lastIn(first) + 1), to: firstIn(last) };
}

/** Few blocks are held against the other leads where that comes first which leads to the fewest. Rows are few by themselves. */
async function rarestFirst(connection: LentConnection, leads: readonly Lead[]): Promise<readonly Lead[]> {
  if (leads.length < 2 || leads[0]?.rows !== undefined) return leads;
  const counts = leads.map(
    ({ terms }, index) =>
      `SELECT ${index} AS place, COUNT(*) AS blocks FROM (SELECT 1 FROM journal_terms WHERE account_id = :account AND ${among(terms)} LIMIT ?) AS counted_${index}`,
  );
  const rows = await connection.rows<{ place: number; blocks: number }>(
    counts.join(' UNION ALL '),
    leads.flatMap(({ terms }) => [...terms, connection.limit(blocksCountedMax)]),
  );
  const blocks = new Map(rows.map((row) => [leads[Number(row.place)], Number(row.blocks)]));
  return leads.toSorted((left, right) => (blocks.get(left) ?? 0) - (blocks.get(right) ?? 0));
}

/** The block of a row of the journal, as a whole number in each database. */
const blockOfRow = `CAST((position - 1 - (position - 1) % ${positionsPerBlock}) / ${positionsPerBlock} AS SIGNED)`;

/** What the first lead leads to, as far as the terms of the others are there as well. */
function blockQueries(
  connection: LentConnection,
  [first, ...others]: readonly Lead[],
  { from, indexed, question }: Walk,
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
  // Each term by itself, in the order of the key: of several together all blocks would be read and sorted.
  const byTerms = terms.map((term) => ({
    text: `SELECT block FROM journal_terms AS found WHERE account_id = :account AND term = ? AND block ${reaches} ?${withOthers('found.block')} ORDER BY block ${direction}`,
    values: [term, blockOf(start), ...further.flat()],
  }));
  if (rows === undefined) return byTerms;
  const { index, place } = rows;
  // Who is found by the row itself is held against the question here: blocks in which others have the terms are many.
  // What is not indexed yet may have them without being found here.
  const byRows = {
    text: `SELECT ${blockOfRow} AS block FROM journal${embeddedBy(connection, index)} WHERE account_id = :account AND ${rows.text} AND ${place} ${reaches} ? AND ${place} <= ?${withOthers(blockOfRow)} AND ${allOf(question)} ORDER BY ${place} ${direction}`,
    values: [...rows.values, start, indexed, ...further.flat(), ...valuesIn(question)],
  };
  return [...byTerms, byRows];
}

const among = (terms: readonly string[]) => `term IN (${terms.map(() => '?').join(', ')})`;
