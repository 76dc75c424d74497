import type { LogConnections } from '../../../application/ports/log-connections.ts';
import { type JournalRow, journalColumns } from '../journal-row.ts';
import { type FaultFound, faultAt } from './fault-found.ts';
import { leafAs, type StoredLeaf, storedLeaves } from './stored-leaves.ts';

/** So far an entry is looked for that does not stand at its place. */
const positionsSearched = 1000;

/**
 * What happened to an entry that is not the one that was sealed, as far as what stands behind it tells.
 *
 * @param leaf - the first such place, with the hash that was sealed.
 * @param size - how many entries are sealed.
 */
export async function explainedFault(
  connections: LogConnections,
  leaf: StoredLeaf,
  size: number,
): Promise<FaultFound> {
  const { position, rows } = leaf;
  const [row] = rows;
  if (row === undefined) return missing(connections, leaf, size);
  // Whatever else is there was added.
  if (rows.some((one) => isEntryOf(one, leaf)))
    return faultAt(
      'inserted',
      position,
      `At position ${position} there is an entry beside the one that was sealed there.`,
    );
  const { ownPlace, itsPlace, isCopy } = await places(connections, leaf, row, size);
  if (ownPlace !== undefined && itsPlace !== undefined)
    return faultAt(
      'moved',
      position,
      `The entry at position ${position} was moved: it stands at position ${ownPlace}, and that of position ${itsPlace} in its place.`,
    );
  if (ownPlace !== undefined)
    return faultAt(
      'inserted',
      position,
      `At position ${position} an entry was inserted: the one that was sealed there stands at position ${ownPlace}.`,
    );
  if (itsPlace !== undefined && !isCopy)
    return faultAt(
      'removed',
      position,
      `The entry at position ${position} was removed: that of position ${itsPlace} stands in its place.`,
    );
  return faultAt(
    'altered',
    position,
    `The entry at position ${position} or its salt was altered after it was sealed.`,
  );
}

const isEntryOf = (row: JournalRow, { sealed, hash }: StoredLeaf): boolean =>
  hash !== undefined && leafAs(row, sealed)?.equals(hash) === true;

interface Places {
  /** Where the entry that was sealed here stands. */
  readonly ownPlace?: number;
  /** Where the entry that stands here was sealed. */
  readonly itsPlace?: number;
  /** Whether that entry stands there as well. */
  readonly isCopy: boolean;
}

async function places(
  connections: LogConnections,
  leaf: StoredLeaf,
  row: JournalRow,
  size: number,
): Promise<Places> {
  let ownPlace: number | undefined;
  let itsPlace: number | undefined;
  let isCopy = false;
  const end = Math.min(size, leaf.position + positionsSearched);
  // What was shifted stands behind all that was sealed.
  for await (const other of storedLeaves(connections, leaf.position + 1, end + 1)) {
    if (itsPlace === undefined && isEntryOf(row, other)) {
      itsPlace = other.position;
      isCopy = other.rows.some((one) => isEntryOf(one, other));
    }
    if (other.rows.some((one) => isEntryOf(one, leaf))) ownPlace ??= other.position;
    if (ownPlace !== undefined && itsPlace !== undefined) break;
  }
  return { ownPlace, itsPlace, isCopy };
}

async function missing(connections: LogConnections, leaf: StoredLeaf, size: number): Promise<FaultFound> {
  const { position } = leaf;
  const { behind, outOfPlace } = await connections.read(async (connection) => ({
    behind: await connection.rows(
      'SELECT position FROM journal WHERE position > ? AND position <= ? ORDER BY position LIMIT 1',
      [position, size],
    ),
    // Where nobody looks for it: without a position, before the first or behind all that was sealed.
    outOfPlace: await connection.rows<JournalRow>(
      `SELECT ${journalColumns} FROM journal WHERE position < 1 OR position > ? OR position IS NULL ORDER BY position LIMIT ?`,
      [size, connection.limit(positionsSearched)],
    ),
  }));
  const moved = outOfPlace.find((row) => isEntryOf(row, leaf));
  if (moved !== undefined) {
    const where = moved.position === null ? 'without a position' : `at position ${moved.position}`;
    return faultAt('moved', position, `The entry at position ${position} was moved: it stands ${where}.`);
  }
  if (behind.length > 0)
    return faultAt('removed', position, `The entry at position ${position} was removed.`);
  const gone =
    position === size
      ? `the entry at position ${size}, the last that was sealed, is gone`
      : `the entries from position ${position} to ${size} are gone`;
  return faultAt('truncated', position, `The audit log was truncated: ${gone}.`);
}
