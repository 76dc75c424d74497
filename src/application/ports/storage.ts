import type { Instant } from '../../domain/shared/instant.ts';
import type { PlannedMigration } from './planned-migration.ts';
import type { SchemaNewer } from './storage-errors.ts';

export interface StorageInspection {
  /** Such as `MySQL 9.7.0`, `MariaDB 10.11.6` or `SQLite 3.54.1`. */
  readonly product: string;
  /** Where it is, without user and password. */
  readonly location: string;
  readonly pendingMigrations: readonly string[];
  /** Those that a newer release has run. */
  readonly unknownMigrations: readonly string[];
  /** Why this release cannot work with what they made of the schema; absent where it can. */
  readonly refusal?: SchemaNewer;
  /** Whether none of this program's migrations has run. */
  readonly isNew: boolean;
  /** Tables that are not of this program. */
  readonly foreignTables: readonly string[];
  /** The database's own clock. */
  readonly clock: Instant;
  /** Why its server takes no writes, such as that it is read-only or outside of its cluster; absent where it takes them. */
  readonly refusesWrites?: string;
  /** Whether the server is in a group of several whose other members this user has no right to see. */
  readonly hidesGroup?: boolean;
}

export interface RefusedStatement {
  /** Such as `INSERT on agents`. */
  readonly what: string;
  /** What the database says. */
  readonly because: string;
}

/** What came of trying out what the service and its migrations do. */
export interface StorageTrial {
  /** Writes of the service that the database refuses. */
  readonly refusedWrites: readonly RefusedStatement[];
  /** The same of those that it does where older entries of the audit log go to an archive. */
  readonly refusedArchiving: readonly RefusedStatement[];
  /** What the database says to whoever makes a table; absent where it lets them. */
  readonly refusedCreate?: string;
}

/** The database as an operator looks after it. */
export interface Storage {
  /** Resolves when the database answers and can be written, which is tried every few seconds. @throws StorageUnavailable */
  ping(): Promise<void>;
  /** Changes nothing, and makes no database where there is none. @throws StorageUnavailable */
  inspect(): Promise<StorageInspection>;
  /**
   * Tells the names of the migrations that are still to be run, where this program may run them. Changes nothing.
   *
   * @param besideOthers - whether the first tables may be made where another program has tables already.
   * @throws StorageUnavailable, SchemaNewer, DatabaseForeign
   */
  pendingMigrations(besideOthers?: boolean): Promise<readonly string[]>;
  /** What each pending migration does, in their order. Changes nothing. @throws StorageUnavailable */
  plannedMigrations(): Promise<readonly PlannedMigration[]>;
  /**
   * Looks whether the database still serves this release. While it does not, everything that is asked of it is refused with
   * `outdated`. @throws StorageUnavailable
   */
  heedNewerReleases(): Promise<void>;
  /** Changes nothing. Wants a schema that is up to date. @throws StorageUnavailable */
  tryOut(): Promise<StorageTrial>;
  /**
   * Brings the schema up to date, one process at a time, and tells the names of what it ran. Processes of releases that the
   * schema serves no more have seconds to see that before it is changed.
   *
   * @param besideOthers - as with `pendingMigrations`.
   * @throws StorageUnavailable, SchemaNewer, DatabaseForeign
   */
  migrate(besideOthers?: boolean): Promise<readonly string[]>;
  /**
   * Writes the embedded database into a file as it is at one moment, while others go on writing.
   *
   * @throws BackupRefused, and Error of the operating system or of SQLite
   */
  backUp(file: string): Promise<void>;
  /**
   * Makes the embedded database of a backup where there is none.
   *
   * @throws BackupRefused, AlreadyServed, and Error of the operating system or of SQLite
   */
  restore(file: string): Promise<void>;
  /**
   * Has this process be the only one that serves an embedded database, until it closes; to call it again does nothing.
   *
   * @throws AlreadyServed
   */
  claim(): void;
  /**
   * Waits a few seconds for what is under way, then lets go of every connection.
   *
   * @param deadline - in milliseconds of `performance.now()`, for whoever cannot wait so long.
   */
  close(deadline?: number): Promise<void>;
}
