import { emptyRoot, nodeHash } from './tree-hash.ts';
import {
  consistencyPath,
  fullNodes,
  inclusionPath,
  type LeafRange,
  leavesOnTheLeft,
  type NodePlace,
} from './tree-shape.ts';

/** Where the hashes of full nodes are found. */
export interface TreeNodes {
  /** @throws Error when there is no such node. */
  hashAt(place: NodePlace): Promise<Buffer>;
}

/** The root of the tree of the first `size` leaves. */
export const rootOf = (nodes: TreeNodes, size: number): Promise<Buffer> =>
  size === 0 ? Promise.resolve(emptyRoot) : hashOf(nodes, { start: 0, end: size });

/**
 * What proves that a leaf is in the tree of the first `size` leaves.
 *
 * @param leaf - its index, below `size`.
 */
export const inclusionProof = (nodes: TreeNodes, leaf: number, size: number): Promise<Buffer[]> =>
  hashesOf(nodes, inclusionPath(leaf, { start: 0, end: size }));

/**
 * What proves that the tree of the first `wholeSize` leaves begins with that of the first `size`.
 *
 * @param size - from 1 up to `wholeSize`.
 */
export const consistencyProof = (nodes: TreeNodes, size: number, wholeSize: number): Promise<Buffer[]> =>
  hashesOf(nodes, consistencyPath(size, wholeSize));

async function hashesOf(nodes: TreeNodes, ranges: readonly LeafRange[]): Promise<Buffer[]> {
  const hashes: Buffer[] = [];
  for (const range of ranges) hashes.push(await hashOf(nodes, range));
  return hashes;
}

async function hashOf(nodes: TreeNodes, range: LeafRange): Promise<Buffer> {
  const hashes: Buffer[] = [];
  for (const place of fullNodes(range)) hashes.push(await nodes.hashAt(place));
  return hashes.reduceRight((right, left) => nodeHash(left, right));
}

/**
 * Whether the proof leads from the leaf to the root (RFC 9162, section 2.1.3.2).
 *
 * @param leaf - its index.
 * @param hash - that of the leaf.
 */
export function isIncluded(
  { leaf, hash, size, root }: { leaf: number; hash: Buffer; size: number; root: Buffer },
  proof: readonly Buffer[],
): boolean {
  if (leaf < 0 || leaf >= size) return false;
  const left = [...proof];
  const found = rootAboveLeaf(leaf, hash, { start: 0, end: size }, left);
  return left.length === 0 && found?.equals(root) === true;
}

/** Takes what it needs from the end of the proof; undefined where that is too short. */
function rootAboveLeaf(
  leaf: number,
  hash: Buffer,
  { start, end }: LeafRange,
  proof: Buffer[],
): Buffer | undefined {
  if (end - start === 1) return hash;
  const sibling = proof.pop();
  if (sibling === undefined) return undefined;
  const middle = start + leavesOnTheLeft(end - start);
  const isLeft = leaf < middle;
  const own = rootAboveLeaf(leaf, hash, isLeft ? { start, end: middle } : { start: middle, end }, proof);
  if (own === undefined) return undefined;
  return isLeft ? nodeHash(own, sibling) : nodeHash(sibling, own);
}

/** A tree, as a checkpoint tells it. */
export interface TreeHead {
  readonly size: number;
  readonly root: Buffer;
}

/** Whether the proof shows that the later tree begins with the earlier one (RFC 9162, section 2.1.4.2). */
export function isConsistent(earlier: TreeHead, later: TreeHead, proof: readonly Buffer[]): boolean {
  if (earlier.size > later.size) return false;
  if (earlier.size === 0) return proof.length === 0 && earlier.root.equals(emptyRoot);
  const left = [...proof];
  const roots = rootsAbove(earlier, { start: 0, end: later.size }, true, left);
  return (
    left.length === 0 &&
    roots !== undefined &&
    roots.earlier.equals(earlier.root) &&
    roots.later.equals(later.root)
  );
}

interface BothRoots {
  readonly earlier: Buffer;
  readonly later: Buffer;
}

function rootsAbove(
  head: TreeHead,
  { start, end }: LeafRange,
  isKnown: boolean,
  proof: Buffer[],
): BothRoots | undefined {
  if (head.size === end) {
    const root = isKnown ? head.root : proof.pop();
    return root && { earlier: root, later: root };
  }
  const sibling = proof.pop();
  if (sibling === undefined) return undefined;
  const middle = start + leavesOnTheLeft(end - start);
  if (head.size <= middle) {
    const below = rootsAbove(head, { start, end: middle }, isKnown, proof);
    return below && { earlier: below.earlier, later: nodeHash(below.later, sibling) };
  }
  const below = rootsAbove(head, { start: middle, end }, false, proof);
  return below && { earlier: nodeHash(sibling, below.earlier), later: nodeHash(sibling, below.later) };
}
