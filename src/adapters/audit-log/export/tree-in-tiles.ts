import { type AuditSeal, SealFailed } from '../../../application/ports/audit-seal.ts';
import type { TreeNodes } from '../merkle/proofs.ts';
import { tileHeight, tileIn, tilePath, tileWidth } from '../merkle/tiles.ts';
import { hashBytes, nodeHash } from '../merkle/tree-hash.ts';
import type { NodePlace } from '../merkle/tree-shape.ts';

/** Proofs of leaves beside each other share nearly all their nodes. */
const nodesMax = 20_000;
const tilesMax = 64;

/** The nodes of a sealed tree, from its tiles. */
export class TreeInTiles implements TreeNodes {
  private readonly nodes = new Map<string, Buffer>();
  private readonly tiles = new Map<string, Buffer>();

  /** @param size - of the tree. */
  constructor(
    private readonly seal: Pick<AuditSeal, 'tile'>,
    private readonly size: number,
  ) {}

  async hashAt(place: NodePlace): Promise<Buffer> {
    const { level, index } = place;
    if (level % tileHeight === 0) return this.inTile(level / tileHeight, index);
    const name = `${level} ${index}`;
    const known = this.nodes.get(name);
    if (known !== undefined) return known;
    const below = { level: level - 1, index: 2 * index };
    const left = await this.hashAt(below);
    const hash = nodeHash(left, await this.hashAt({ ...below, index: below.index + 1 }));
    return keep(this.nodes, name, hash, nodesMax);
  }

  private async inTile(level: number, index: number): Promise<Buffer> {
    const tile = tileIn(this.size, level, Math.floor(index / tileWidth));
    if (tile === undefined)
      throw new Error(`The tree of ${this.size} entries has no node ${index} on level ${level}.`);
    const path = tilePath(tile);
    const hashes = this.tiles.get(path) ?? keep(this.tiles, path, await this.read(path), tilesMax);
    const start = (index % tileWidth) * hashBytes;
    return hashes.subarray(start, start + hashBytes);
  }

  /** @throws SealFailed */
  private async read(path: string): Promise<Buffer> {
    const hashes = await this.seal.tile(path);
    if (hashes === undefined) {
      throw new SealFailed(`The tree over the audit log has lost ${path}. Run: rollcall audit verify`);
    }
    return Buffer.from(hashes);
  }
}

/** Keeps so many, and forgets the oldest. */
function keep(kept: Map<string, Buffer>, name: string, hash: Buffer, max: number): Buffer {
  const [oldest] = kept.keys();
  if (kept.size >= max && oldest !== undefined) kept.delete(oldest);
  kept.set(name, hash);
  return hash;
}
