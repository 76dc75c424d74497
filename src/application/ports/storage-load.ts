import type { PoolName } from './storage-observer.ts';

export interface PoolLoad {
  /** How many connections are lent. */
  readonly lent: number;
  readonly max: number;
  /** How many works wait for one. */
  readonly waiting: number;
}

/** What a process has to do with its database at the moment. */
export interface StorageLoad {
  /** The audit log has connections of its own with a server alone. */
  readonly pools: Readonly<Partial<Record<PoolName, PoolLoad>>>;
  /** How often the policy of an account was known, and how often it had to be read, since the process began. */
  readonly policies: { readonly known: number; readonly read: number };
}
