import { expect, test } from 'vitest';
import { GrowingTree } from '../../../src/adapters/audit-log/merkle/growing-tree.ts';
import { rootOf, type TreeNodes } from '../../../src/adapters/audit-log/merkle/proofs.ts';
import {
  partialTiles,
  type TilePlace,
  tileIn,
  tilePath,
} from '../../../src/adapters/audit-log/merkle/tiles.ts';
import { emptyRoot, leafHash, nodeHash } from '../../../src/adapters/audit-log/merkle/tree-hash.ts';

const leafAt = (index: number) => leafHash(Buffer.from(String(index)));

/** Every node of a tree, each hashed once. */
class WholeTree implements TreeNodes {
  private readonly known = new Map<string, Buffer>();

  async hashAt({ level, index }: { level: number; index: number }): Promise<Buffer> {
    if (level === 0) return leafAt(index);
    const name = `${level}/${index}`;
    const below = (child: number) => this.hashAt({ level: level - 1, index: index * 2 + child });
    const hash = this.known.get(name) ?? nodeHash(await below(0), await below(1));
    this.known.set(name, hash);
    return hash;
  }
}

/** The tiles that the standard lists for a tree of so many leaves. */
function tilesOf(size: number): TilePlace[] {
  const tiles: TilePlace[] = [];
  for (let level = 0; tileIn(size, level, 0) !== undefined; level += 1)
    for (let index = 0; ; index += 1) {
      const tile = tileIn(size, level, index);
      if (tile === undefined) break;
      tiles.push(tile);
    }
  return tiles;
}

const whole = new WholeTree();
const limits = [1, 255, 256, 257, 511, 512, 65_535, 65_536, 65_537, 66_000];

test('a tree that grows has at each size the root of the whole tree, also when it is taken up again', async () => {
  let tree = new GrowingTree();
  expect(tree.root).toEqual(emptyRoot);
  for (let size = 1; size <= 66_000; size += 1) {
    tree.append(leafAt(size - 1));
    if (size > 600 && !limits.includes(size)) continue;
    expect(tree.root.equals(await rootOf(whole, size)), `root of ${size}`).toBe(true);
    const edges: Buffer[][] = [];
    for (const { level, hashes } of tree.partialTiles) edges[level] = [...hashes];
    tree = new GrowingTree(
      size,
      Array.from(edges, (edge) => edge ?? []),
    );
    expect(tree.root.equals(await rootOf(whole, size)), `root of ${size}, taken up`).toBe(true);
  }
});

test('its tiles are those of the standard, with the hashes of their nodes', async () => {
  const tree = new GrowingTree();
  const tiles = Array.from({ length: 66_000 }, (_, index) => tree.append(leafAt(index))).flat();
  const all = [...tiles, ...tree.partialTiles];
  const pathOf = (tile: (typeof all)[number]) => tilePath({ ...tile, width: tile.hashes.length });
  expect(all.map(pathOf).toSorted()).toEqual(tilesOf(66_000).map(tilePath).toSorted());
  expect(tree.partialTiles.map(pathOf)).toEqual(partialTiles(66_000).map(tilePath));
  for (const { level, index, hashes } of all.filter((tile) => tile.level > 0 || tile.index % 50 === 0))
    for (const [place, hash] of hashes.entries())
      expect(hash.equals(await whole.hashAt({ level: level * 8, index: index * 256 + place }))).toBe(true);
});

test('a copy grows by itself', () => {
  const tree = new GrowingTree();
  tree.append(leafAt(0));
  const copy = tree.copy();
  copy.append(leafAt(1));
  expect(tree.size).toBe(1);
  expect(tree.root).toEqual(leafAt(0));
  expect(copy.root).toEqual(nodeHash(leafAt(0), leafAt(1)));
});
