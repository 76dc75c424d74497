/** Leaves from `start` up to `end`, exclusive. */
export interface LeafRange {
  readonly start: number;
  readonly end: number;
}

/** A node above 2^level leaves, the first of which is leaf index × 2^level. */
export interface NodePlace {
  readonly level: number;
  readonly index: number;
}

/** How many leaves lie below the left child of the root of so many: the largest power of two that is less (RFC 9162, section 2.1.1). */
export function leavesOnTheLeft(leaves: number): number {
  // Sizes go beyond 32 bits, where JavaScript has no operations on bits.
  let left = 1;
  while (left * 2 < leaves) left *= 2;
  return left;
}

/** The fewest full nodes that cover the first so many leaves, from left to right, hence the largest first. */
export function fullNodes({ start, end }: LeafRange): readonly NodePlace[] {
  const nodes: NodePlace[] = [];
  for (let from = start; from < end; ) {
    let level = 0;
    while (from % 2 ** (level + 1) === 0 && from + 2 ** (level + 1) <= end) level += 1;
    nodes.push({ level, index: from / 2 ** level });
    from += 2 ** level;
  }
  return nodes;
}

/**
 * The parts of the tree whose hashes prove that a leaf is in it, from the leaf up (RFC 9162, section 2.1.3.1).
 *
 * @param leaf - its index, below `size`.
 */
export function inclusionPath(leaf: number, { start, end }: LeafRange): readonly LeafRange[] {
  if (end - start === 1) return [];
  const middle = start + leavesOnTheLeft(end - start);
  return leaf < middle
    ? [...inclusionPath(leaf, { start, end: middle }), { start: middle, end }]
    : [...inclusionPath(leaf, { start: middle, end }), { start, end: middle }];
}

/**
 * The parts of the tree whose hashes prove that it begins with the tree of its first `size` leaves (RFC 9162, section 2.1.4.1).
 *
 * @param size - from 1 up to that of the whole tree.
 */
export const consistencyPath = (size: number, wholeSize: number): readonly LeafRange[] =>
  pathFrom(size, { start: 0, end: wholeSize }, true);

function pathFrom(size: number, { start, end }: LeafRange, isKnown: boolean): readonly LeafRange[] {
  if (size === end) return isKnown ? [] : [{ start, end }];
  const middle = start + leavesOnTheLeft(end - start);
  return size <= middle
    ? [...pathFrom(size, { start, end: middle }, isKnown), { start: middle, end }]
    : [...pathFrom(size, { start: middle, end }, false), { start, end: middle }];
}
