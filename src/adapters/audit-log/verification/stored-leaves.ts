import type { LogConnections } from '../../../application/ports/log-connections.ts';
import { Turns } from '../../../application/ports/turns.ts';
import { type JournalRow, recordedEntryOf } from '../journal-row.ts';
import { tileWidth } from '../merkle/tiles.ts';
import { leafHash } from '../merkle/tree-hash.ts';
import { keptHashes } from '../seal/kept-tree.ts';
import {
  isPruned,
  leafDataOf,
  leafOf,
  openerOf,
  openingOf,
  type SealedEntryRow,
  sealedEntriesFrom,
} from '../seal/sealed-entries.ts';
import { type OpenedRow, openedRows } from '../sql-numbered-entries.ts';

/** What the database has at a position of the sealed log; each part of it may be missing. */
export interface StoredLeaf {
  readonly position: number;
  /** The entry there; several where somebody has taken away the rule that there is one. */
  readonly rows: readonly OpenedRow[];
  readonly sealed?: SealedEntryRow;
  /** As the tile has it. */
  readonly hash?: Buffer;
}

/** What stands at the positions from one on up to another one, in order. A tile is in memory at a time. */
export async function* storedLeaves(
  connections: LogConnections,
  from: number,
  to: number,
): AsyncGenerator<StoredLeaf> {
  const turns = new Turns();
  for (let first = from; first <= to; ) {
    const index = Math.floor((first - 1) / tileWidth);
    const end = Math.min((index + 1) * tileWidth, to);
    const { hashes, sealedRows } = await connections.read(async (connection) => ({
      hashes: await keptHashes(connection, { level: 0, index, width: tileWidth }),
      sealedRows: await sealedEntriesFrom(connection, first, end + 1),
    }));
    const sealed = new Map(sealedRows.map((row) => [row.position, row]));
    for await (const { position, rows } of journalFrom(connections, first, end)) {
      // Of an entry that is gone, what the tree keeps is all that there is.
      const opener = rows[0] === undefined ? sealed.get(position) : openerOf(rows[0]);
      yield { position, rows, sealed: opener, hash: hashes[(position - 1) % tileWidth] };
      await turns.giveWay();
    }
    first = end + 1;
  }
}

async function* journalFrom(
  connections: LogConnections,
  from: number,
  to: number,
): AsyncGenerator<Pick<StoredLeaf, 'position' | 'rows'>> {
  for (let position = from; position <= to; ) {
    const first = position;
    const page = await connections.read((connection) => openedRows(connection, first, to - first + 1));
    const byPosition = Map.groupBy(page, (row) => Number(row.position));
    const end = page.length === 0 ? to : Math.min(Number(page.at(-1)?.position), to);
    for (; position <= end; position += 1) yield { position, rows: byPosition.get(position) ?? [] };
  }
}

/** The hash that the leaf has if the row is the entry that was sealed; undefined where it cannot be one. */
export function leafAs(row: JournalRow, sealed: SealedEntryRow | undefined): Buffer | undefined {
  if (sealed === undefined) return undefined;
  try {
    return leafOf({ ...recordedEntryOf(row), position: sealed.position }, openingOf(sealed));
  } catch (error) {
    // Somebody has made of it what is no JSON, or no entry, or is too deep to be one.
    if (error instanceof SyntaxError || error instanceof TypeError || error instanceof RangeError)
      return undefined;
    throw error;
  }
}

/**
 * The hash of the leaf where its entry was archived and pruned.
 *
 * @param archived - up to which position the log of each account was archived.
 */
export function prunedLeaf(
  { position, rows, sealed }: StoredLeaf,
  archived: ReadonlyMap<string, number>,
): Buffer | undefined {
  if (rows.length > 0 || sealed === undefined || !isPruned(sealed)) return undefined;
  const isArchived = position <= (archived.get(sealed.account_id) ?? 0);
  return isArchived ? leafHash(leafDataOf(sealed)) : undefined;
}
