import { SealFailed } from '../../../application/ports/audit-seal.ts';
import type { LentValue } from '../../../application/ports/lent-connection.ts';
import type { LogConnection } from '../../../application/ports/log-connections.ts';
import { GrowingTree, type Tile } from '../merkle/growing-tree.ts';
import { partialTiles, type TilePlace } from '../merkle/tiles.ts';
import { hashBytes } from '../merkle/tree-hash.ts';

/** The hashes of tiles as rows keep them. */
const textOf = (hashes: readonly Buffer[]): string => Buffer.concat(hashes).toString('base64');

/** The hashes of a row; what is not a whole one is left out. */
function hashesIn(text: string): readonly Buffer[] {
  const bytes = Buffer.from(text, 'base64');
  return Array.from({ length: Math.floor(bytes.length / hashBytes) }, (_, index) =>
    bytes.subarray(index * hashBytes, (index + 1) * hashBytes),
  );
}

/** The first so many hashes of a tile; fewer where the database has fewer. */
export async function keptHashes(
  connection: LogConnection,
  { level, index, width }: TilePlace,
): Promise<readonly Buffer[]> {
  const [row] = await connection.rows<{ hashes: string }>(
    'SELECT hashes FROM seal_tiles WHERE level = ? AND place = ?',
    [level, index],
  );
  return hashesIn(row?.hashes ?? '').slice(0, width);
}

/** The tree of the first so many entries. @throws SealFailed */
export async function keptTree(connection: LogConnection, size: number): Promise<GrowingTree> {
  const edges: Buffer[][] = [];
  for (const place of partialTiles(size)) {
    const hashes = await keptHashes(connection, place);
    if (hashes.length < place.width) throw new SealFailed(treeDamaged);
    edges[place.level] = [...hashes];
  }
  return new GrowingTree(
    size,
    Array.from(edges, (edge) => edge ?? []),
  );
}

export const treeDamaged =
  'The tree in the database is not the one that the last checkpoint is about, so that nothing is sealed. Run: rollcall audit verify';

/** Puts the tiles in the place of narrower ones. */
export async function keepTiles(connection: LogConnection, tiles: readonly Tile[]): Promise<void> {
  for (const { level, index, hashes } of tiles) {
    const place: LentValue[] = [level, index];
    await connection.run('DELETE FROM seal_tiles WHERE level = ? AND place = ?', place);
    await connection.run('INSERT INTO seal_tiles (level, place, hashes) VALUES (?, ?, ?)', [
      ...place,
      textOf(hashes),
    ]);
  }
}
