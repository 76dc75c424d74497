import { tileWidth } from './tiles.ts';
import { emptyRoot, nodeHash } from './tree-hash.ts';
import { leavesOnTheLeft } from './tree-shape.ts';

/** A tile with its hashes; see `TilePlace`. */
export interface Tile {
  readonly level: number;
  readonly index: number;
  readonly hashes: readonly Buffer[];
}

/** A tree to which leaves are added. Of each level it holds the last tile only, so that its size costs no memory. */
export class GrowingTree {
  private readonly edges: Buffer[][];

  /** @param edges - of each level of tiles, the hashes in the last one that is not full. */
  constructor(
    public size = 0,
    edges: readonly (readonly Buffer[])[] = [],
  ) {
    this.edges = edges.map((edge) => [...edge]);
  }

  copy(): GrowingTree {
    return new GrowingTree(this.size, this.edges);
  }

  /** @returns the tiles that are full by it, from the leaves up. */
  append(leaf: Buffer): readonly Tile[] {
    const full: Tile[] = [];
    let hash = leaf;
    for (let level = 0; ; level += 1) {
      const edge = this.edges[level] ?? [];
      this.edges[level] = edge;
      edge.push(hash);
      if (edge.length < tileWidth) break;
      full.push({ level, index: Math.floor(this.size / tileWidth ** (level + 1)), hashes: edge });
      hash = rootAbove(edge);
      this.edges[level] = [];
    }
    this.size += 1;
    return full;
  }

  /** The tiles that are not full. */
  get partialTiles(): readonly Tile[] {
    return this.edges.flatMap((edge, level) =>
      edge.length === 0
        ? []
        : [{ level, index: Math.floor(this.size / tileWidth ** (level + 1)), hashes: [...edge] }],
    );
  }

  get root(): Buffer {
    // What is left on a level is less than a leaf of the next one, and stands on the right of those.
    let rest: Buffer | undefined;
    for (const edge of this.edges) {
      const hashes = rest === undefined ? edge : [...edge, rest];
      if (hashes.length > 0) rest = rootAbove(hashes);
    }
    return rest ?? emptyRoot;
  }
}

/** The root of the tree whose leaves have these hashes, one at least (RFC 9162, section 2.1.1). */
export function rootAbove(hashes: readonly Buffer[]): Buffer {
  const [first] = hashes;
  if (first === undefined) throw new Error('There is no tree above no leaves.');
  if (hashes.length === 1) return first;
  const middle = leavesOnTheLeft(hashes.length);
  return nodeHash(rootAbove(hashes.slice(0, middle)), rootAbove(hashes.slice(middle)));
}
