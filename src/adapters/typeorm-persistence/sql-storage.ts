import type { DataSource } from 'typeorm';
import type { Storage, StorageInspection } from '../../application/ports/storage.ts';
import { StorageUnavailable } from '../../application/ports/storage-errors.ts';
import { type Instant, instantOf } from '../../domain/shared/instant.ts';
import { dataSourceOn, makeFolderOf } from './data-source.ts';
import { type DatabaseUrl, locationOf } from './database-url.ts';
import { migrateSqlite, migrateUnderLock, pendingMigrations } from './migrate-schema.ts';
import type { PatientConnections } from './patient-connections.ts';

export class SqlStorage implements Storage {
  constructor(
    private readonly url: DatabaseUrl,
    private readonly connections: PatientConnections,
  ) {}

  async ping(): Promise<void> {
    await this.connections.read((connection) => connection.rows('SELECT 1', []));
  }

  inspect(): Promise<StorageInspection> {
    return this.withDataSource(async (dataSource) => {
      const pending = await pendingMigrations(dataSource);
      const version = await this.version();
      return { ...version, location: locationOf(this.url), pendingMigrations: pending };
    });
  }

  migrate(): Promise<readonly string[]> {
    return this.withDataSource((dataSource) =>
      this.url.kind === 'sqlite' ? migrateSqlite(dataSource) : migrateUnderLock(dataSource),
    );
  }

  close(): Promise<void> {
    return this.connections.close();
  }

  private async version(): Promise<{ product: string; clock: Instant }> {
    if (this.url.kind === 'sqlite') {
      const [row] = await this.rows<{ version: string; clock: string }>(
        "SELECT sqlite_version() AS version, strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AS clock",
      );
      return { product: `SQLite ${row?.version}`, clock: row?.clock as Instant };
    }
    const [row] = await this.rows<{ version: string; milliseconds: string }>(
      'SELECT VERSION() AS version, CAST(UNIX_TIMESTAMP(NOW(3)) * 1000 AS CHAR) AS milliseconds',
    );
    const version = row?.version ?? '';
    // MariaDB says so itself: `10.11.6-MariaDB`.
    const product = `${/mariadb/i.test(version) ? 'MariaDB' : 'MySQL'} ${version.split('-')[0]}`;
    return { product, clock: instantOf(new Date(Math.round(Number(row?.milliseconds)))) };
  }

  private rows<Row>(sql: string): Promise<readonly Row[]> {
    return this.connections.read((connection) => connection.rows<Row>(sql, []));
  }

  private async withDataSource<Result>(work: (dataSource: DataSource) => Promise<Result>): Promise<Result> {
    makeFolderOf(this.url);
    const dataSource = dataSourceOn(this.url);
    try {
      await dataSource.initialize();
      return await work(dataSource);
    } catch (error) {
      if (this.connections.dialect.failureOf(causeOf(error)) !== 'unavailable') throw error;
      throw new StorageUnavailable(undefined, { cause: error });
    } finally {
      if (dataSource.isInitialized) await dataSource.destroy();
    }
  }
}

/** TypeORM wraps what the driver says. */
const causeOf = (error: unknown): unknown =>
  error instanceof Error && 'driverError' in error ? error.driverError : error;
