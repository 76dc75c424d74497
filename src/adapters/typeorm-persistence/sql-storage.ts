import type { DataSource } from 'typeorm';
import type { Storage, StorageInspection } from '../../application/ports/storage.ts';
import { StorageUnavailable } from '../../application/ports/storage-errors.ts';
import { DataSourceOnDemand } from './connections/data-source-on-demand.ts';
import type { RetryingConnections } from './connections/retrying-connections.ts';
import type { SqlConnection } from './connections/sql-connection.ts';
import type { DatabaseProduct } from './dialects/database-product.ts';
import { pendingMigrations } from './dialects/pending-migrations.ts';
import { writeAttempts } from './write-attempts.ts';

/** Whoever asks whether the database answers wants to know soon. */
const pingMilliseconds = 1_500;
/** For so long, a database that could be written is taken to be so, however often somebody asks. */
const writableMilliseconds = 5_000;

export class SqlStorage implements Storage {
  private wasWritableAt = -Infinity;

  /** @param makeDataSource - for what is asked without limits of time, such as migrations. */
  constructor(
    private readonly product: DatabaseProduct,
    private readonly connections: RetryingConnections,
    private readonly makeDataSource: () => DataSource,
  ) {}

  async ping(): Promise<void> {
    const deadline = performance.now() + pingMilliseconds;
    await this.connections.read({ deadline }, (connection) => connection.rows('SELECT 1', []));
    if (this.isWritable()) return;
    try {
      await this.connections.transact({ deadline }, (connection) => this.tryToWrite(connection));
    } catch (error) {
      // Who waits for others that write is told nothing of the database.
      if (!(error instanceof StorageUnavailable && ['busy', 'conflict'].includes(error.trouble))) throw error;
    }
    this.wasWritableAt = performance.now();
  }

  private isWritable(): boolean {
    const { troubledAt } = this.connections;
    return this.wasWritableAt > Math.max(troubledAt, performance.now() - writableMilliseconds);
  }

  private async tryToWrite({ manager }: SqlConnection): Promise<void> {
    for (const { sql } of writeAttempts) await manager.query(sql);
    if (this.product.diskWrite !== undefined) await manager.query(this.product.diskWrite);
  }

  inspect(): Promise<StorageInspection> {
    return this.withDataSource(async (dataSource) => {
      const pending = await pendingMigrations(dataSource);
      const said = await this.connections.read({}, (connection) => this.product.inspect(connection));
      return { ...said, location: this.product.location, pendingMigrations: pending };
    });
  }

  migrate(): Promise<readonly string[]> {
    return this.withDataSource((dataSource) => this.product.migrate(dataSource));
  }

  close(deadline?: number): Promise<void> {
    return this.connections.close(deadline);
  }

  private async withDataSource<Result>(work: (dataSource: DataSource) => Promise<Result>): Promise<Result> {
    const dataSource = new DataSourceOnDemand(this.makeDataSource());
    try {
      return await work(await dataSource.open());
    } catch (error) {
      if (this.product.dialect.failureOf(error) !== 'unreachable') throw error;
      throw new StorageUnavailable('unreachable', { cause: error });
    } finally {
      await dataSource.close();
    }
  }
}
