import type { DataSource, DataSourceOptions } from 'typeorm';
import type { StorageInspection } from '../../../application/ports/storage.ts';
import type { Connections } from '../connections/connections.ts';
import type { SqlConnection } from '../connections/sql-connection.ts';
import type { WorkCosts } from '../schema-changes/work-costs.ts';
import type { SqlDialect } from './sql-dialect.ts';

/** What a database says of itself, and its clock. */
export interface DatabaseInspection
  extends Pick<StorageInspection, 'product' | 'clock' | 'refusesWrites' | 'hidesGroup'> {
  /** The names of all tables. */
  readonly tables: readonly string[];
  /** The rows of the table of migrations, which other programs have as well, with columns of their own. */
  readonly migrationsRun: readonly { readonly name?: unknown }[];
  /** The oldest release that the schema serves; absent where it does not say so. */
  readonly oldestRelease?: string;
}

/** Does work on a connection that only reads. */
export type Read = <Result>(work: (connection: SqlConnection) => Promise<Result>) => Promise<Result>;

/** How a database becomes a file, and a file a database. @throws BackupRefused, and Error of the operating system or of SQLite */
interface DatabaseBackups {
  backUp(file: string): void;
  /** @throws AlreadyServed besides */
  restore(file: string): void;
}

/** Everything in which one database differs from another. */
export interface DatabaseProduct {
  readonly dialect: SqlDialect;
  /** Where it is, without user and password. */
  readonly location: string;
  /**
   * How TypeORM connects to it, and the entities and migrations that it has there.
   *
   * @param connectionsMax - of the pool of a server.
   */
  options(connectionsMax: number): DataSourceOptions;
  /**
   * @param makeDataSource - is called for each pool, with the product at the one server that it is of.
   * @param connectionsMax - of each pool of a server.
   */
  connect(makeDataSource: (product: DatabaseProduct) => DataSource, connectionsMax: number): Connections;
  /** The product at the one of its servers that takes writes; absent where there is one only. @throws Error where none does */
  primary?(): Promise<DatabaseProduct>;
  /** Asks a server whether it takes writes at all. @throws Error where it does not */
  requireWritable?(connection: SqlConnection): Promise<void>;
  /** Makes what has to be there before anybody connects. @throws Error of the operating system */
  prepare?(): void;
  /** Has this process be the only one that serves it, until what it returns is called. @throws AlreadyServed */
  claim?(): () => void;
  /** How it is backed up to a file, and made of one. Servers have programs of their own for that, which the refusal names. */
  readonly backups: DatabaseBackups;
  /** A statement that changes nothing and that a full disk refuses all the same; a server looks after its disk itself. */
  readonly diskWrite?: string;
  /**
   * Makes a table that cannot be made, since it is wrong in itself: where the right is missing, a server says that first.
   * Absent where there are no rights.
   */
  readonly createAttempt?: string;
  /** What is there, found so that it stays as it is. */
  inspect(read: Read): Promise<DatabaseInspection>;
  /** How many rows tables have, about, by their names; found so that they stay as they are. */
  countRows(read: Read, tables: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** What migrations cost it. */
  readonly workCosts: WorkCosts;
  /** Brings the schema up to date, one process at a time, and tells the names of what it ran. */
  migrate(dataSource: DataSource): Promise<readonly string[]>;
}
