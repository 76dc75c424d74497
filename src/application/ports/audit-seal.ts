import type { Instant } from '../../domain/shared/instant.ts';
import type { Requester } from './caller.ts';

/** A checkpoint: how many entries the audit log had at a time, and the root of the Merkle tree over them, signed. */
export interface KeptCheckpoint {
  readonly size: number;
  /** A signed note (C2SP tlog-checkpoint). */
  readonly note: string;
  readonly madeAt: Instant;
}

/** How far the audit log is sealed. */
export interface SealState {
  /** The last checkpoint; absent where there is none. */
  readonly checkpoint?: KeptCheckpoint;
  /** Whether the last checkpoint is signed by a key of this log, without which nothing more is sealed; `true` where there is none. */
  readonly isSignedHere: boolean;
  /** Entries that no checkpoint is about yet. */
  readonly waiting: number;
  /** When the first of them was recorded. */
  readonly waitingSince?: Instant;
  /** Checkpoints that are not written down outside of the database yet, where the configuration asks for that. */
  readonly undelivered: number;
  /** When the first of them was made. */
  readonly undeliveredSince?: Instant;
  /** How many entries the newest checkpoint outside is about, where it can be read and the database has less. */
  readonly aheadOutside?: number;
}

/** A key by which checkpoints are verified. */
export interface CheckpointKey {
  /** `name+hash+key`, as verifiers of notes take it (C2SP signed-note). */
  readonly verifier: string;
  readonly madeAt: Instant;
  /** Whether the next checkpoint is signed by it. */
  readonly signs: boolean;
}

/** The Merkle tree over the audit log of the installation, with its signed checkpoints. It tells nothing of any account. */
export interface AuditSeal {
  /**
   * Seals every entry that was committed before the call, in steps, each with a checkpoint. Several processes may do so at the
   * same time.
   *
   * @returns how many entries are sealed altogether.
   * @throws SealFailed, StorageUnavailable
   */
  seal(): Promise<number>;
  /**
   * Writes the checkpoints down outside of the database that are not there yet, where the configuration asks for that.
   *
   * @throws SealFailed, StorageUnavailable
   */
  deliver(): Promise<void>;
  /** The last one. @throws StorageUnavailable */
  checkpoint(): Promise<KeptCheckpoint | undefined>;
  /**
   * The hashes of a tile, one behind the other.
   *
   * @param path - as C2SP tlog-tiles has it: `tile/0/x001/234.p/5`.
   * @returns `undefined` where the tree has no such tile.
   * @throws StorageUnavailable
   */
  tile(path: string): Promise<Uint8Array | undefined>;
  /** @throws StorageUnavailable */
  state(): Promise<SealState>;
  /** The oldest first. @throws StorageUnavailable */
  keys(): Promise<readonly CheckpointKey[]>;
  /**
   * Makes a key that signs from now on. What others have signed goes on verifying. The audit log of the service itself tells of it, in
   * the same transaction.
   *
   * @param isDryRun - whether the transaction is undone; it is not where that is not said.
   * @throws SealFailed, StorageUnavailable
   */
  rotateKey(requester: Requester, isDryRun?: boolean): Promise<CheckpointKey>;
}

/** Why the audit log cannot be sealed, or a checkpoint not be taken outside: one sentence for operators, with what to do. */
export class SealFailed extends Error {
  override readonly name = 'SealFailed';
}
