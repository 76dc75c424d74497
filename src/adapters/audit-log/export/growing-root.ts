import { rootAbove } from '../merkle/proofs.ts';
import { nodeHash } from '../merkle/tree-hash.ts';

/** The root of a tree whose leaves come one after the other, in memory that grows with the logarithm of their number. */
export class GrowingRoot {
  /** Of full nodes, the largest first, which cover all leaves so far. */
  private readonly nodes: Buffer[] = [];
  private leaves = 0;

  get size(): number {
    return this.leaves;
  }

  add(leafHash: Buffer): void {
    let node = leafHash;
    // Each power of two that divides the new size closes a node.
    for (let rest = this.leaves; rest % 2 === 1; rest = Math.floor(rest / 2)) {
      node = nodeHash(this.nodes.pop() as Buffer, node);
    }
    this.nodes.push(node);
    this.leaves += 1;
  }

  root(): Buffer {
    return rootAbove(this.nodes);
  }
}
