import type { LogVerification } from '../../../application/ports/audit-verification.ts';
import type { LogConnections } from '../../../application/ports/log-connections.ts';
import type { FollowedJournal } from '../followed-journal.ts';
import { recordedEntryOf } from '../journal-row.ts';
import { GrowingTree, type Tile } from '../merkle/growing-tree.ts';
import { leafHash } from '../merkle/tree-hash.ts';
import type { Checkpoint } from '../notes/checkpoint.ts';
import type { VerifierKey } from '../notes/note-key.ts';
import { checkpointsBehind } from '../seal/kept-checkpoints.ts';
import { keptHashes } from '../seal/kept-tree.ts';
import { leafDataOf } from '../seal/sealed-entries.ts';
import { checkedCheckpoint } from './checked-checkpoint.ts';
import { explainedFault } from './explained-fault.ts';
import { type FaultFound, faultAt } from './fault-found.ts';
import { SearchableEntries } from './searchable-entries.ts';
import { leafAs, prunedLeaf, type StoredLeaf, storedLeaves } from './stored-leaves.ts';

/** What a verification begins with. */
export interface Trusted {
  readonly origin: string;
  readonly keys: readonly VerifierKey[];
  /** Up to which position entries were sealed. */
  readonly sealed: number;
  /** Of the last checkpoint in the database. */
  readonly size: number;
  /** Up to which position the log of each account was archived, as its entries say. */
  readonly archived: ReadonlyMap<string, number>;
  readonly followed: FollowedJournal;
}

const checkpointsPerPage = 500;

/** Walks along all that is sealed: each entry against the tree, and the tree against each checkpoint. */
export class SealedWalk {
  private readonly tree = new GrowingTree();
  private checkpoints = 0;
  private pruned = 0;
  private prunedSoFar = 0;
  private erased = 0;
  private erasedSoFar = 0;
  /** The size of the last checkpoint that fitted. */
  private fitsUpTo = 0;

  constructor(
    private readonly connections: LogConnections,
    private readonly trusted: Trusted,
    private readonly report: (done: number, all: number) => void,
  ) {}

  /** What was found to be right so far. */
  get counts(): Pick<LogVerification, 'entries' | 'checkpoints' | 'archived' | 'erased'> {
    const { fitsUpTo: entries, checkpoints, pruned: archived, erased } = this;
    return { entries, checkpoints, ...(archived > 0 && { archived }), ...(erased > 0 && { erased }) };
  }

  /** @throws FaultFound */
  async verify(): Promise<void> {
    const { size } = this.trusted;
    this.requireCheckpoints();
    const searchable = new SearchableEntries(this.connections, this.trusted.followed);
    const checkpoints = this.checkedCheckpoints();
    let next = (await checkpoints.next()).value;
    for await (const leaf of storedLeaves(this.connections, 1, size)) {
      const hash = this.soundHash(leaf) ?? (await this.soundHashNow(leaf));
      if (next === undefined || hash === undefined) throw await this.faultOf(leaf, next);
      requireKept(leaf, hash);
      const [row] = leaf.rows;
      if (row !== undefined) await searchable.add(recordedEntryOf(row));
      if (leaf.rows.length === 0) this.prunedSoFar += 1;
      if (leaf.sealed !== undefined && leaf.sealed.opened !== null) this.erasedSoFar += 1;
      for (const tile of this.tree.append(hash)) await this.requireTile(tile);
      if (this.tree.size < next.size) continue;
      if (!this.tree.root.equals(next.root)) throw this.rewritten(next);
      this.fitsUpTo = next.size;
      this.checkpoints += 1;
      this.pruned = this.prunedSoFar;
      this.erased = this.erasedSoFar;
      this.report(this.fitsUpTo, size);
      next = (await checkpoints.next()).value;
    }
    await searchable.end();
    for (const tile of this.tree.partialTiles) await this.requireTile(tile);
  }

  private async *checkedCheckpoints(): AsyncGenerator<Checkpoint, undefined> {
    for (let size = 0; ; ) {
      const from = size;
      const page = await this.connections.read((connection) =>
        checkpointsBehind(connection, from, checkpointsPerPage),
      );
      for (const { note, ...kept } of page) {
        size = kept.size;
        const what = `The checkpoint of ${size} entries in the database`;
        const checkpoint = checkedCheckpoint(note, what, this.trusted);
        if (checkpoint.size !== size)
          throw faultAt('malformedCheckpoint', undefined, `${what} is one of ${checkpoint.size} entries.`);
        yield checkpoint;
      }
      if (page.length < checkpointsPerPage) return undefined;
    }
  }

  /** Whoever takes checkpoints away leaves what was sealed with them, unless that is taken away as well. */
  private requireCheckpoints(): void {
    const { sealed, size } = this.trusted;
    if (sealed <= size) return;
    throw faultAt(
      'truncated',
      size + 1,
      `The audit log was truncated: ${sealed} entries were sealed, and the checkpoints of more than ${size} are gone.`,
    );
  }

  private async requireTile({ level, index, hashes }: Tile): Promise<void> {
    // Those of the leaves are compared one by one.
    if (level === 0) return;
    const kept = await this.connections.read((connection) =>
      keptHashes(connection, { level, index, width: hashes.length }),
    );
    if (hashes.every((hash, place) => kept[place]?.equals(hash))) return;
    throw faultAt(
      'treeAltered',
      undefined,
      `The tree was altered above its leaves (level ${level}, tile ${index}), and no entry was.`,
    );
  }

  /** The entry may have been pruned between the statements that read what the tree keeps of it and the entry itself. */
  private async soundHashNow({ position }: StoredLeaf): Promise<Buffer | undefined> {
    for await (const leaf of storedLeaves(this.connections, position, position)) return this.soundHash(leaf);
    return undefined;
  }

  /** Whether the entry is not what was sealed, or the tile is not what the checkpoint is about. */
  private async faultOf(leaf: StoredLeaf, next: Checkpoint | undefined): Promise<FaultFound> {
    const end = next?.size ?? this.trusted.size;
    const [sealed, found] = [this.tree.copy(), this.tree.copy()];
    let [tilesAreWhole, entriesAreWhole] = [true, true];
    for await (const other of storedLeaves(this.connections, leaf.position, end)) {
      const hash = this.foundHash(other);
      if (other.hash === undefined) tilesAreWhole = false;
      else sealed.append(other.hash);
      if (hash === undefined) entriesAreWhole = false;
      else found.append(hash);
    }
    if (next === undefined) return this.rewritten({ size: end });
    if (tilesAreWhole && sealed.root.equals(next.root))
      return explainedFault(this.connections, leaf, this.trusted.size);
    if (entriesAreWhole && found.root.equals(next.root))
      return faultAt(
        'treeAltered',
        leaf.position,
        `The tree was altered at the leaf of position ${leaf.position}, and no entry was.`,
      );
    return this.rewritten(next);
  }

  /** The hash of the leaf where the entry is the one that was sealed. */
  private soundHash(leaf: StoredLeaf): Buffer | undefined {
    const hash = this.foundHash(leaf);
    return hash !== undefined && leaf.hash?.equals(hash) ? hash : undefined;
  }

  private foundHash(leaf: StoredLeaf): Buffer | undefined {
    const [row, another] = leaf.rows;
    if (row === undefined) return prunedLeaf(leaf, this.trusted.archived);
    return another === undefined ? leafAs(row, leaf.sealed) : undefined;
  }

  private rewritten({ size }: Pick<Checkpoint, 'size'>): FaultFound {
    const first = this.fitsUpTo + 1;
    return faultAt(
      'rewritten',
      first,
      `Between positions ${first} and ${size} entries were changed together with the tree: it is not the one that the checkpoint of ${size} entries was signed for.`,
    );
  }
}

/** By what is kept beside the salt exports for other accounts are made, and what is pruned is verified. */
function requireKept({ position, sealed }: StoredLeaf, hash: Buffer): void {
  if (sealed !== undefined && leafHash(leafDataOf(sealed)).equals(hash)) return;
  throw faultAt(
    'treeAltered',
    position,
    `What the tree keeps of the entry at position ${position} was altered (table sealed_entries), and the entry was not.`,
  );
}
