import { randomBytes } from 'node:crypto';
import type { RecordedJournalEntry } from '../../../application/ports/event-feed.ts';
import type { LogConnection } from '../../../application/ports/log-connections.ts';
import { Turns } from '../../../application/ports/turns.ts';
import { type AccountId, accountId } from '../../../domain/shared/identifiers.ts';
import { accountTag, leafData } from '../commitment/leaf-data.ts';
import { type Opening, saltBytes } from '../commitment/opening.ts';
import { leafHash } from '../merkle/tree-hash.ts';

/** A row of `sealed_entries`: what a leaf commits to, and how it is opened. */
export interface SealedEntryRow {
  readonly position: number;
  readonly account_id: string;
  readonly entry_hash: string;
  /** Absent where values of the entry were erased, or all of it was archived and pruned. */
  readonly salt: string | null;
  /** What opens such an entry, as JSON. */
  readonly opened: string | null;
}

/** The row of an entry that is sealed now, and the hash of its leaf. */
export interface NewLeaf {
  readonly row: SealedEntryRow;
  readonly hash: Buffer;
}

const columns = 'position, account_id, entry_hash, salt, opened';
/** Five parameters a row: far below the 32 766 of SQLite. */
const rowsPerStatement = 1000;

/** The tag of the account stands in front of what is kept, and is told by the account's id. */
const tagBytes = 32;

export const openingOf = ({ salt, opened }: Pick<SealedEntryRow, 'salt' | 'opened'>): Opening =>
  opened === null ? { salt: Buffer.from(salt ?? '', 'base64') } : (JSON.parse(opened) as Opening);

/** The data of a leaf, as far as it tells nothing of the entry. */
export const leafDataOf = ({ account_id, entry_hash }: SealedEntryRow): Buffer =>
  Buffer.concat([accountTag(accountId(account_id)), Buffer.from(entry_hash, 'base64')]);

/** Whether the entry was pruned, so that nothing opens its leaf. */
export const isPruned = ({ salt, opened }: SealedEntryRow): boolean => salt === null && opened === null;

/** What is kept of an opening behind an erasure. */
export const openedText = (opening: Opening): string => JSON.stringify(opening);

/** The hash of the leaf of an entry. */
export const leafOf = (entry: RecordedJournalEntry, opening: Opening): Buffer =>
  leafHash(leafData(entry, opening));

export async function newLeaves(entries: readonly RecordedJournalEntry[]): Promise<readonly NewLeaf[]> {
  const turns = new Turns();
  const leaves: NewLeaf[] = [];
  // Asked for one by one they take as long as the hashes.
  const salts = randomBytes(entries.length * saltBytes);
  for (const [index, entry] of entries.entries()) {
    const salt = salts.subarray(index * saltBytes, (index + 1) * saltBytes);
    const data = leafData(entry, { salt });
    leaves.push({
      row: {
        position: entry.position,
        account_id: entry.accountId,
        entry_hash: data.subarray(tagBytes).toString('base64'),
        salt: salt.toString('base64'),
        opened: null,
      },
      hash: leafHash(data),
    });
    await turns.giveWay();
  }
  return leaves;
}

export async function keepSealedEntries(
  connection: LogConnection,
  rows: readonly SealedEntryRow[],
): Promise<void> {
  for (let start = 0; start < rows.length; start += rowsPerStatement) {
    const some = rows.slice(start, start + rowsPerStatement);
    const places = Array(some.length).fill('(?, ?, ?, ?, ?)').join(', ');
    await connection.run(
      `INSERT INTO sealed_entries (${columns}) VALUES ${places}`,
      some.flatMap(({ position, account_id, entry_hash, salt, opened }) => [
        ...[position, account_id, entry_hash, salt, opened],
      ]),
    );
  }
}

/** Those from a position up to another one, exclusive. */
export async function sealedEntriesFrom(
  connection: LogConnection,
  position: number,
  end: number,
): Promise<readonly SealedEntryRow[]> {
  const rows = await connection.rows<SealedEntryRow>(
    `SELECT ${columns} FROM sealed_entries WHERE position >= ? AND position < ? ORDER BY position`,
    [position, end],
  );
  return rows.map((row) => ({ ...row, position: Number(row.position) }));
}

/** Those at these positions. */
export async function sealedEntriesAt(
  connection: LogConnection,
  positions: readonly number[],
): Promise<readonly SealedEntryRow[]> {
  if (positions.length === 0) return [];
  const rows = await connection.rows<SealedEntryRow>(
    `SELECT ${columns} FROM sealed_entries WHERE position IN (${Array(positions.length).fill('?').join(', ')})`,
    positions,
  );
  return rows.map((row) => ({ ...row, position: Number(row.position) }));
}

/** How many of an account there are behind a position, up to and including another one. */
export async function countSealed(
  connection: LogConnection,
  { accountId: account, after, upTo }: { accountId: AccountId; after: number; upTo: number },
): Promise<number> {
  const [row] = await connection.rows<{ sealed: number }>(
    'SELECT COUNT(*) AS sealed FROM sealed_entries WHERE account_id = ? AND position > ? AND position <= ?',
    [account, after, upTo],
  );
  return Number(row?.sealed);
}
