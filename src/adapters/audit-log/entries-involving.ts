import {
  entriesPerPageMax,
  type JournalFilter,
  type RecordedJournalEntry,
} from '../../application/ports/event-feed.ts';
import type { LentConnection } from '../../application/ports/lent-connection.ts';
import { boundedRows, type SizedRow } from './bounded-rows.ts';
import { type FollowedJournal, followedJournal } from './followed-journal.ts';
import { journalConditions } from './journal-conditions.ts';
import { recordedEntryOf } from './journal-row.ts';
import { rowsBehind } from './journal-stretch.ts';
import { blockOf, firstIn, lastIn, termsInvolving } from './journal-terms.ts';
import { timeBehind } from './journal-times.ts';
import type { JournalStretch } from './journal-walk.ts';
import { behind, type RowCondition, upTo } from './row-condition.ts';

const blocksPerStatement = 500;
/** Blocks that are no further apart are read with those between them, which costs less than a statement. */
const blocksApartMax = 2;

/**
 * The entries of an action since a time that name one of the ids other than as their target, the oldest first. Each of the ids leads to its own places in the
 * journal; what has no terms yet is searched entry by entry.
 */
export async function* entriesInvolving(
  connection: LentConnection,
  ids: readonly string[],
  { action, since }: Required<Pick<JournalFilter, 'action' | 'since'>>,
): AsyncGenerator<readonly RecordedJournalEntry[]> {
  const { others } = journalConditions({ action, since });
  const followed = await followedJournal(connection);
  const from = await timeBehind(connection, { since }, followed, 0, 'ASC');
  if (from === undefined) return;
  const wanted = new Set(ids);
  const involvesWanted = ({ changes, refusal }: SizedRow) =>
    idsIn(`${changes}${refusal ?? ''}`).some((id) => wanted.has(id));
  for await (const stretch of stretchesNaming(connection, termsInvolving(ids, action), followed, from)) {
    for await (const rows of rowsIn(connection, others, stretch)) {
      const entries = rows.filter(involvesWanted).map(recordedEntryOf);
      if (entries.length > 0) yield entries;
    }
  }
}

/** Ids are UUIDs, and stand in entries as texts of JSON. */
const idsIn = (text: string): readonly string[] =>
  [...text.matchAll(/"([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})"/g)].map(([, id = '']) => id);

/** Where in the journal entries have a term of each list, or no terms yet. */
async function* stretchesNaming(
  connection: LentConnection,
  terms: readonly (readonly string[])[],
  { typed: indexed }: FollowedJournal,
  position: number,
): AsyncGenerator<JournalStretch> {
  let next = blockOf(position + 1);
  for (;;) {
    const blocks = await blocksFrom(connection, terms, next);
    for (const { first, last } of neighbours(blocks)) {
      const from = Math.max(position, firstIn(first) - 1);
      if (from < indexed) yield { from, to: Math.min(indexed, lastIn(last)) };
    }
    if (blocks.length < blocksPerStatement) break;
    next = (blocks.at(-1) ?? next) + 1;
  }
  for (let from: number | undefined = Math.max(position, indexed); from !== undefined; ) {
    const stretch: JournalStretch = await rowsBehind(connection, { indexed: [] }, from, 'ASC');
    yield stretch;
    from = stretch.to;
  }
}

/** The blocks from one on that have a term of each list. */
async function blocksFrom(
  connection: LentConnection,
  [first = [], ...others]: readonly (readonly string[])[],
  block: number,
): Promise<readonly number[]> {
  const among = (terms: readonly string[]) => `term IN (${terms.map(() => '?').join(', ')})`;
  const further = others.map(
    (terms) =>
      ` AND EXISTS (SELECT 1 FROM journal_terms AS other WHERE other.account_id = :account AND other.${among(terms)} AND other.block = found.block)`,
  );
  const rows = await connection.rows<{ block: number }>(
    `SELECT DISTINCT block FROM journal_terms AS found WHERE account_id = :account AND ${among(first)} AND block >= ?${further.join('')} ORDER BY block LIMIT ?`,
    [...first, block, ...others.flat(), connection.limit(blocksPerStatement)],
  );
  return rows.map((row) => Number(row.block));
}

/** @param blocks - in their order. */
function neighbours(blocks: readonly number[]): readonly { readonly first: number; readonly last: number }[] {
  const ranges: { first: number; last: number }[] = [];
  for (const block of blocks) {
    const range = ranges.at(-1);
    if (range !== undefined && block - range.last <= blocksApartMax) range.last = block;
    else ranges.push({ first: block, last: block });
  }
  return ranges;
}

async function* rowsIn(
  connection: LentConnection,
  conditions: readonly RowCondition[],
  { from, to }: JournalStretch,
): AsyncGenerator<readonly SizedRow[]> {
  const end = to === undefined ? [] : [upTo(to, 'ASC')];
  for (let last = from; ; ) {
    const asked = [...conditions, behind(last, 'ASC'), ...end];
    const rows = await boundedRows(connection, asked, 'ASC', entriesPerPageMax);
    if (rows.length === 0) return;
    yield rows;
    last = Number(rows.at(-1)?.position);
  }
}
