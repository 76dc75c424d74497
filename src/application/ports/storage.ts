import type { Instant } from '../../domain/shared/instant.ts';

export interface StorageInspection {
  /** Such as `MySQL 9.7.0`, `MariaDB 10.11.6` or `SQLite 3.54.1`. */
  readonly product: string;
  /** Where it is, without user and password. */
  readonly location: string;
  readonly pendingMigrations: readonly string[];
  /** The database's own clock. */
  readonly clock: Instant;
}

/** The database as an operator looks after it. */
export interface Storage {
  /** Resolves when the database answers and can be written, which is tried every few seconds. @throws StorageUnavailable */
  ping(): Promise<void>;
  /** @throws StorageUnavailable */
  inspect(): Promise<StorageInspection>;
  /** Brings the schema up to date, one process at a time, and tells the names of what it ran. */
  migrate(): Promise<readonly string[]>;
  /**
   * Waits a few seconds for what is under way, then lets go of every connection.
   *
   * @param deadline - in milliseconds of `performance.now()`, for whoever cannot wait so long.
   */
  close(deadline?: number): Promise<void>;
}
