import type { LogConnection, LogConnections } from '../../../application/ports/log-connections.ts';
import type { AccountId } from '../../../domain/shared/identifiers.ts';
import { staying } from '../archived-parts.ts';
import { recordedEntryOf } from '../journal-row.ts';
import { blockOf, firstIn, lastIn, termsOf } from '../journal-terms.ts';
import { numberedRows } from '../sql-numbered-entries.ts';

/** Others that write wait for a step, where there is one writer. */
const entriesPerStep = 200;

/** Entries of an account, with both ends. */
export interface EntryRange {
  readonly accountId: AccountId;
  readonly from: number;
  readonly upTo: number;
}

/** The first of them that does not stay; `undefined` where all that is left does. */
export async function firstToGo(
  connection: LogConnection,
  { accountId, from, upTo }: EntryRange,
): Promise<number | undefined> {
  const [row] = await connection.rows<{ position: number }>(
    `SELECT position FROM journal WHERE account_id = ? AND position >= ? AND position <= ? AND action NOT IN (${placesFor(staying)}) ORDER BY position LIMIT 1`,
    [accountId, from, upTo, ...staying],
  );
  return row && Number(row.position);
}

/** Deletes them, what opens them, and the terms that lead to nothing any more. @returns how many went. */
export async function pruneEntries(
  connections: LogConnections,
  { accountId, from, upTo }: EntryRange,
): Promise<number> {
  let pruned = 0;
  for (let next = from; next <= upTo; ) {
    const first = next;
    const rows = await connections.read((connection) =>
      numberedRows(connection, first, entriesPerStep, accountId),
    );
    const page = wholeBlocks(rows.map(recordedEntryOf).filter(({ position }) => position <= upTo));
    const last = page.at(-1);
    if (last === undefined) break;
    const going = page.filter(({ action }) => !staying.includes(action));
    const positions = going.map(({ position }) => position);
    const terms = [...new Set(going.flatMap((entry) => [...termsOf(entry)]))];
    if (positions.length > 0)
      pruned += await connections.transact((connection) =>
        deleteStep(connection, accountId, positions, terms),
      );
    next = last.position + 1;
  }
  return pruned;
}

/** Terms of a block go with its last entries, so that these are taken together where that is possible. */
function wholeBlocks<Entry extends { readonly position: number }>(
  entries: readonly Entry[],
): readonly Entry[] {
  const last = blockOf(entries.at(-1)?.position ?? 1);
  const whole = entries.filter(({ position }) => blockOf(position) < last);
  return entries.length < entriesPerStep || whole.length === 0 ? entries : whole;
}

async function deleteStep(
  connection: LogConnection,
  accountId: AccountId,
  positions: readonly number[],
  terms: readonly string[],
): Promise<number> {
  const places = placesFor(positions);
  // In the order in which an erasure locks them.
  await connection.run(
    `UPDATE sealed_entries SET salt = NULL, opened = NULL WHERE account_id = ? AND position IN (${places})`,
    [accountId, ...positions],
  );
  const pruned = await connection.run(
    `DELETE FROM journal WHERE account_id = ? AND position IN (${places})`,
    [accountId, ...positions],
  );
  const blocks = positions.map(blockOf);
  const [first, last] = [Math.min(...blocks), Math.max(...blocks)];
  const left = await connection.rows<{ position: number }>(
    'SELECT position FROM journal WHERE account_id = ? AND position >= ? AND position <= ?',
    [accountId, firstIn(first), lastIn(last)],
  );
  const inUse = new Set(left.map(({ position }) => blockOf(Number(position))));
  const empty = [...new Set(blocks)].filter((block) => !inUse.has(block));
  if (empty.length > 0)
    await connection.run(
      // A sum, so that no database makes a range of each term and block.
      `DELETE FROM journal_terms WHERE account_id = ? AND term IN (${placesFor(terms)}) AND block >= ? AND block <= ? AND block + 0 IN (${placesFor(empty)})`,
      [accountId, ...terms, first, last, ...empty],
    );
  return pruned;
}

const placesFor = (values: readonly unknown[]): string => Array(values.length).fill('?').join(', ');
