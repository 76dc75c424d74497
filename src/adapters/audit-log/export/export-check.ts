import { ExportRefused, type VerifiedExport } from '../../../application/ports/audit-export.ts';
import type { Instant } from '../../../domain/shared/instant.ts';
import { partToldBy } from '../archived-parts.ts';
import { accountTag, leafData } from '../commitment/leaf-data.ts';
import { hasErased } from '../commitment/opening.ts';
import { GrowingTree } from '../merkle/growing-tree.ts';
import { isIncluded, type TreeHead } from '../merkle/proofs.ts';
import { leafHash } from '../merkle/tree-hash.ts';
import { altered, inserted, malformed, moved, removed } from './export-faults.ts';
import type { ExportHead, ExportLine, LeavesOfOthers, ProvedEntry } from './export-form.ts';

interface Suspicion {
  readonly position: number;
  readonly found: ExportRefused;
  /** What is the matter where the entry of that position, as it was signed, comes later. */
  readonly ifLater: ExportRefused;
}

/** Holds the lines of an export, one after the other, against what the log has signed. */
export class ExportCheck {
  private readonly tag: Buffer;
  private readonly grown = new GrowingTree();
  private entries = 0;
  private erased = 0;
  private first?: number;
  private last = 0;
  private until?: Instant;
  private hasEnded = false;
  /** Up to which position entries say that others are in the archive, and the first that is not here. */
  private archivedUpTo = 0;
  private firstArchived = 0;
  /** The first thing that is wrong. What follows tells whether it is a matter of one entry, or of the order. */
  private suspicion?: Suspicion;

  constructor(
    private readonly head: Pick<ExportHead, 'accountId' | 'isComplete' | 'archivedUpTo'>,
    private readonly signed: TreeHead,
  ) {
    this.tag = accountTag(head.accountId);
  }

  /** @throws ExportRefused */
  add(line: ExportLine): void {
    if (this.suspicion !== undefined) this.look(line, this.suspicion);
    else if (this.hasEnded)
      throw malformed('something follows the line that says how many entries there are');
    else if ('entry' in line) this.addEntry(line);
    else if ('others' in line) this.addOthers(line);
    else this.endWith(line.entries);
  }

  /** @throws ExportRefused that something is wrong with the file, unless something was wrong before. */
  refuse(refused: ExportRefused): never {
    throw this.suspicion?.found ?? refused;
  }

  /** @throws ExportRefused */
  end(): Omit<VerifiedExport, 'origin' | 'proof'> {
    const { accountId, isComplete, archivedUpTo } = this.head;
    if (this.suspicion !== undefined) throw this.suspicion.found;
    if (!this.hasEnded) {
      const where = this.last === 0 ? 'before the first entry' : `behind position ${this.last}`;
      throw new ExportRefused(
        'exportTruncated',
        `The export was cut: it ends ${where}, without its last line.`,
      );
    }
    if (isComplete && this.grown.size < this.signed.size) {
      const [missing, size] = [this.grown.size + 1, this.signed.size];
      throw new ExportRefused(
        'exportTruncated',
        `The export was cut: position ${missing} and what follows is missing, up to position ${size}.`,
        missing,
      );
    }
    if (isComplete && !(this.grown.size === this.signed.size && this.grown.root.equals(this.signed.root))) {
      throw new ExportRefused(
        'leavesAltered',
        'The leaves of other accounts in the export were altered: with them the log has not the root that it has signed.',
      );
    }
    this.requireToldArchive();
    const { entries, until, first, last, erased } = this;
    const positions = first === undefined ? undefined : { first, last };
    const { size } = this.signed;
    return { size, accountId, entries, erased, positions, until, isComplete, archivedUpTo };
  }

  private addEntry(line: ProvedEntry): void {
    const { entry } = line;
    const { position } = entry;
    const next = this.grown.size + 1;
    if (entry.accountId !== this.head.accountId) {
      throw malformed(`position ${position} is an entry of another account`);
    }
    if (position < 1 || position > this.signed.size) throw inserted(position, 'the log has no such position');
    if (position === this.last || (this.head.isComplete && position < next)) {
      throw inserted(position, 'it stands there twice');
    }
    if (position < this.last) throw moved(position);
    if (this.head.isComplete && position > next) {
      this.suspectGap(next);
      return;
    }
    const hash = hashOf(line);
    if (hash === undefined || !this.isProved(line, hash)) {
      const ifLater = inserted(position, 'another entry of that position is the one that the log has signed');
      this.suspicion = { position, found: altered(position), ifLater };
      return;
    }
    if (this.head.isComplete) this.grown.append(hash);
    this.entries += 1;
    if (hasErased(line.opening)) this.erased += 1;
    this.first ??= position;
    this.last = position;
    this.until = entry.at;
    this.archivedUpTo = Math.max(this.archivedUpTo, partToldBy(entry)?.upTo ?? 0);
  }

  private addOthers({ position: first, others }: LeavesOfOthers): void {
    if (!this.head.isComplete) throw malformed('it holds leaves of other accounts, and not every entry');
    const next = this.grown.size + 1;
    if (first < next) throw inserted(first, 'it stands there twice');
    if (first > next) {
      this.suspectGap(next);
      return;
    }
    for (const leaf of others) {
      const position = this.grown.size + 1;
      const isOwn = this.tag.equals(leaf.subarray(0, this.tag.length));
      if (isOwn && position > (this.head.archivedUpTo ?? 0)) throw removed(position);
      if (isOwn) this.firstArchived ||= position;
      this.grown.append(leafHash(leaf));
    }
  }

  /** Nobody has signed the first line: what it says of the archive is to be told by an entry as well. */
  private requireToldArchive(): void {
    const { isComplete, archivedUpTo = 0 } = this.head;
    if (!isComplete || archivedUpTo <= this.archivedUpTo) return;
    throw new ExportRefused(
      'entryRemoved',
      `Entries were removed: the export says that those up to position ${archivedUpTo} may be in the archive, and none of its entries says so.`,
      this.firstArchived > this.archivedUpTo ? this.firstArchived : undefined,
    );
  }

  private endWith(entries: number): void {
    this.hasEnded = true;
    // Where every leaf is there, a missing one has been found by its position.
    if (entries === this.entries || this.head.isComplete) return;
    throw entries > this.entries
      ? new ExportRefused(
          'entryRemoved',
          `Entries were removed: the export had ${entries}, and ${this.entries} are there.`,
        )
      : new ExportRefused(
          'entryInserted',
          `Entries were inserted: the export had ${entries}, and ${this.entries} are there.`,
        );
  }

  private suspectGap(position: number): void {
    this.suspicion = { position, found: removed(position), ifLater: moved(position) };
  }

  private look(line: ExportLine, { position, ifLater }: Suspicion): void {
    if (!('entry' in line) || line.entry.position !== position) return;
    const hash = hashOf(line);
    if (hash !== undefined && this.isProved(line, hash)) throw ifLater;
  }

  private isProved({ entry, proof }: ProvedEntry, hash: Buffer): boolean {
    return isIncluded({ leaf: entry.position - 1, hash, ...this.signed }, proof);
  }
}

/** That of the entry's leaf; undefined where it is too deep to be one. */
function hashOf({ entry, opening }: ProvedEntry): Buffer | undefined {
  try {
    return leafHash(leafData(entry, opening));
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
