import type { Journalled } from './caller.ts';
import type { Observer } from './observer.ts';
import type { StorageTrouble } from './storage-errors.ts';
import type { Traced } from './trace-context.ts';

/** What a statement does, without its values. */
export interface ObservedStatement {
  /** Its first word: `SELECT`, `COMMIT`. */
  readonly operation: string;
  /** The first table that it names. */
  readonly table?: string;
}

/** Whose connections: those that read, those that write, those that keep the audit log. */
export type PoolName = 'read' | 'write' | 'log';

/** Work that may share a connection with other work of its account. */
export type GatheredKind = 'changes' | 'lookUps';

/** Is told of what is asked of the database. No call may throw. */
export interface StorageObserver {
  /** Ends with the error, where there was one. What the embedded database is sent together ends with what is asked last. */
  readonly statements: Observer<ObservedStatement, unknown, Traced>;
  /** Works that are done together, or one by itself: for whom each of them is. */
  readonly batches: Observer<GatheredKind, void, readonly Traced[]>;
  /** How long work waited until it had its connection. */
  waited?(pool: PoolName, milliseconds: number): void;
  /** @param isRunAgain - whether the work is tried again, so that nobody is told yet. */
  troubled?(trouble: StorageTrouble, isRunAgain: boolean): void;
  /** What the journal got, once it is committed. */
  committed?(entries: readonly Journalled[]): void;
}
