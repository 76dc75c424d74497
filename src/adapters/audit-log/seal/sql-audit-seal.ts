import {
  type AuditSeal,
  type CheckpointKey,
  type KeptCheckpoint,
  SealFailed,
  type SealState,
} from '../../../application/ports/audit-seal.ts';
import type { Requester } from '../../../application/ports/caller.ts';
import type { Clock } from '../../../application/ports/clock.ts';
import type { RecordedJournalEntry } from '../../../application/ports/event-feed.ts';
import type { JournalOrder } from '../../../application/ports/journal-order.ts';
import type { LogConnection, LogConnections } from '../../../application/ports/log-connections.ts';
import type { NumberedEntries } from '../../../application/ports/numbered-entries.ts';
import { GrowingTree } from '../merkle/growing-tree.ts';
import { tileAt, tileIn } from '../merkle/tiles.ts';
import { checkpointIn, checkpointText } from '../notes/checkpoint.ts';
import type { VerifierKey } from '../notes/note-key.ts';
import { NoteRefused, signedNote, verifiedText } from '../notes/signed-note.ts';
import { type CheckpointPlace, deliverCheckpoints } from './checkpoint-place.ts';
import { keepCheckpoint, lastCheckpoint, undeliveredSince } from './kept-checkpoints.ts';
import { keepTiles, keptHashes, keptTree, treeDamaged } from './kept-tree.ts';
import type { LogKeys } from './log-keys.ts';
import { keepSealedEntries, type NewLeaf, newLeaves } from './sealed-entries.ts';

/** Their transaction keeps other processes from sealing, and with the embedded database from writing. */
const entriesPerStep = 1000;

export interface AuditSealPorts {
  readonly connections: LogConnections;
  readonly order: JournalOrder;
  readonly entries: NumberedEntries;
  readonly keys: LogKeys;
  readonly clock: Clock;
  /** Where checkpoints are written down outside of the database. */
  readonly outside?: CheckpointPlace;
}

/** The seal, kept in the database that it seals (decision 73). */
export class SqlAuditSeal implements AuditSeal {
  constructor(private readonly ports: AuditSealPorts) {}

  async seal(): Promise<number> {
    const { connections, order, entries } = this.ports;
    await order.upToNow();
    for (;;) {
      const tree = await connections.read((connection) => this.treeSoFar(connection));
      const next = await entries.from(tree.size + 1, entriesPerStep);
      requireNoGap(next, tree.size);
      if (next.length === 0) return tree.size;
      // Before the transaction, which is to be short. Where another process was faster, it was done in vain.
      const leaves = await newLeaves(next);
      await connections.transact((connection, forUpdate) => this.append(connection, forUpdate, tree, leaves));
    }
  }

  async deliver(): Promise<void> {
    const { connections, clock, outside } = this.ports;
    if (outside !== undefined) await deliverCheckpoints(connections, outside, clock);
  }

  checkpoint(): Promise<KeptCheckpoint | undefined> {
    return this.ports.connections.read(lastCheckpoint);
  }

  tile(path: string): Promise<Uint8Array | undefined> {
    const asked = tileAt(path);
    return this.ports.connections.read(async (connection) => {
      if (asked === undefined) return undefined;
      const size = (await lastCheckpoint(connection))?.size ?? 0;
      const there = tileIn(size, asked.level, asked.index);
      if (there === undefined || there.width < asked.width) return undefined;
      return Buffer.concat(await keptHashes(connection, asked));
    });
  }

  async state(): Promise<SealState> {
    const { connections, entries, outside } = this.ports;
    const { checkpoint, isSignedHere, delivery } = await connections.read(async (connection) => {
      const last = await lastCheckpoint(connection);
      return {
        checkpoint: last,
        isSignedHere: last === undefined || isSigned(last, await this.ports.keys.verifiers(connection)),
        delivery: outside === undefined ? { undelivered: 0 } : await undeliveredSince(connection),
      };
    });
    const sealed = checkpoint?.size ?? 0;
    const [first] = await entries.from(sealed + 1, 1);
    const waiting = first === undefined ? 0 : (await entries.last()) - sealed;
    // Whoever asks may have no right to the folder, which the service has.
    const newestOutside = (await outside?.newestSize?.().catch(() => 0)) ?? 0;
    const aheadOutside = newestOutside > sealed ? newestOutside : undefined;
    return { checkpoint, isSignedHere, waiting, waitingSince: first?.at, ...delivery, aheadOutside };
  }

  keys(): Promise<readonly CheckpointKey[]> {
    return this.ports.connections.read((connection) => this.ports.keys.list(connection));
  }

  async rotateKey(requester: Requester, isDryRun = false): Promise<CheckpointKey> {
    const { connections, keys } = this.ports;
    try {
      return await connections.transact(async (connection, forUpdate) => {
        const key = await keys.rotate(connection, await lockLog(connection, forUpdate), requester);
        if (isDryRun) throw new Undone(key);
        return key;
      });
    } catch (error) {
      if (error instanceof Undone) return error.key;
      throw error;
    }
  }

  /** The tree of the last checkpoint, which is held against what is signed. @throws SealFailed */
  private async treeSoFar(connection: LogConnection): Promise<GrowingTree> {
    const last = await lastCheckpoint(connection);
    if (last === undefined) return new GrowingTree();
    const keys = await this.ports.keys.verifiers(connection);
    const tree = await keptTree(connection, last.size);
    const signed = signedCheckpoint(last, keys);
    if (signed.size !== last.size || !signed.root.equals(tree.root)) throw new SealFailed(treeDamaged);
    return tree;
  }

  private async append(
    connection: LogConnection,
    forUpdate: string,
    before: GrowingTree,
    leaves: readonly NewLeaf[],
  ): Promise<void> {
    const origin = await lockLog(connection, forUpdate);
    const size = (await lastCheckpoint(connection))?.size ?? 0;
    if (size !== before.size) return;
    // The transaction may run again.
    const tree = before.copy();
    const full = leaves.flatMap(({ hash }) => tree.append(hash));
    await keepSealedEntries(
      connection,
      leaves.map(({ row }) => row),
    );
    await keepTiles(connection, [...full, ...tree.partialTiles]);
    const key = await this.ports.keys.signer(connection, origin);
    const note = signedNote(checkpointText({ origin, size: tree.size, root: tree.root }), [key]);
    await keepCheckpoint(connection, { size: tree.size, note, madeAt: this.ports.clock.now() });
  }
}

/** Ends a transaction so that nothing of it stays. */
class Undone extends Error {
  override readonly name = 'Undone';

  constructor(readonly key: CheckpointKey) {
    super('The transaction is undone.');
  }
}

/** Has this transaction be the only one that seals. @returns how checkpoints name the log. */
async function lockLog(connection: LogConnection, forUpdate: string): Promise<string> {
  const [log] = await connection.rows<{ origin: string }>(`SELECT origin FROM seal_log${forUpdate}`, []);
  if (log === undefined)
    throw new SealFailed('The database has lost the name of its audit log (table seal_log).');
  return log.origin;
}

function isSigned(checkpoint: KeptCheckpoint, keys: readonly VerifierKey[]): boolean {
  try {
    signedCheckpoint(checkpoint, keys);
    return true;
  } catch (error) {
    if (error instanceof SealFailed) return false;
    throw error;
  }
}

/** @throws SealFailed */
function signedCheckpoint({ size, note }: KeptCheckpoint, keys: readonly VerifierKey[]) {
  try {
    return checkpointIn(verifiedText(note, keys));
  } catch (error) {
    if (!(error instanceof NoteRefused)) throw error;
    throw new SealFailed(
      `The last checkpoint in the database, of ${size} entries, is not signed by a key of this log, so that nothing is sealed. Run: rollcall audit verify`,
      { cause: error },
    );
  }
}

/** What is missing before it was sealed was taken away: positions have no gaps (decision 72). */
function requireNoGap(entries: readonly RecordedJournalEntry[], sealed: number): void {
  const gap = entries.findIndex(({ position }, index) => position !== sealed + 1 + index);
  if (gap === -1) return;
  throw new SealFailed(
    `The entry at position ${sealed + 1 + gap} of the audit log is missing, so that nothing behind it is sealed. Run: rollcall audit verify`,
  );
}
