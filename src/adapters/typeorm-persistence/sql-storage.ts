import type { DataSource } from 'typeorm';
import type {
  RefusedStatement,
  Storage,
  StorageInspection,
  StorageTrial,
} from '../../application/ports/storage.ts';
import { DatabaseForeign, SchemaNewer, StorageUnavailable } from '../../application/ports/storage-errors.ts';
import { DataSourceOnDemand } from './connections/data-source-on-demand.ts';
import type { Borrower, RetryingConnections } from './connections/retrying-connections.ts';
import type { SqlConnection } from './connections/sql-connection.ts';
import type { DatabaseProduct } from './dialects/database-product.ts';
import { schemaMigrations } from './dialects/schema-migrations.ts';
import { entities } from './entities/database-schema.ts';
import { writeAttempts } from './write-attempts.ts';

/** Whoever asks whether the database answers wants to know soon. */
const pingMilliseconds = 1_500;
/** For so long, a database that could be written is taken to be so, however often somebody asks. */
const writableMilliseconds = 5_000;

/** How many foreign tables are named. */
const namedMax = 3;

const ownTables = new Set(['migrations', ...entities.map(({ options }) => options.name)]);

export class SqlStorage implements Storage {
  private wasWritableAt = -Infinity;
  private giveBack: (() => void) | undefined;

  /** @param makeDataSource - for what is asked without limits of time, such as migrations. */
  constructor(
    private readonly product: DatabaseProduct,
    private readonly connections: RetryingConnections,
    private readonly makeDataSource: () => Promise<DataSource>,
  ) {}

  async ping(): Promise<void> {
    const deadline = performance.now() + pingMilliseconds;
    if (this.isWritable()) {
      await this.connections.read({ deadline }, (connection) => connection.rows('SELECT 1', []));
      return;
    }
    // A server may find nothing wrong with a write that finds no row, and take no other.
    await this.connections.read({ deadline }, (connection) => this.requireWritable(connection));
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

  private async requireWritable(connection: SqlConnection): Promise<void> {
    await connection.rows('SELECT 1', []);
    await this.product.requireWritable?.(connection);
  }

  private async tryToWrite({ manager }: SqlConnection): Promise<void> {
    for (const { sql } of writeAttempts) await manager.query(sql);
    if (this.product.diskWrite !== undefined) await manager.query(this.product.diskWrite);
  }

  inspect(): Promise<StorageInspection> {
    return this.inspectAs({});
  }

  private async inspectAs(borrower: Borrower): Promise<StorageInspection> {
    const inspected = await this.product.inspect((work) => this.connections.read(borrower, work));
    const { product, clock, tables, refusesWrites, hidesGroup } = inspected;
    const { pending, unknown, isNew } = schemaMigrations(inspected);
    const foreignTables = tables.filter((name) => !ownTables.has(name)).toSorted();
    return {
      ...{ product, clock, location: this.product.location, foreignTables, isNew },
      ...{ pendingMigrations: pending, unknownMigrations: unknown, refusesWrites, hidesGroup },
    };
  }

  async pendingMigrations(besideOthers = false): Promise<readonly string[]> {
    const inspection = await this.inspectAs({ waitsForNoDatabase: true });
    const { isNew, foreignTables, unknownMigrations, pendingMigrations } = inspection;
    if (isNew && !besideOthers) this.requireNone(foreignTables);
    if (unknownMigrations.length > 0) throw new SchemaNewer(unknownMigrations);
    return pendingMigrations;
  }

  tryOut(): Promise<StorageTrial> {
    return this.connections.transact({}, async (connection) => {
      return {
        refusedWrites: await this.refusedWrites(connection),
        refusedCreate: await this.refusal(connection, this.product.createAttempt),
      };
    });
  }

  async migrate(besideOthers = false): Promise<readonly string[]> {
    const pending = await this.pendingMigrations(besideOthers);
    return pending.length === 0 ? [] : this.withDataSource((dataSource) => this.product.migrate(dataSource));
  }

  claim(): void {
    this.giveBack ??= this.product.claim?.();
  }

  async close(deadline?: number): Promise<void> {
    await this.connections.close(deadline);
    this.giveBack?.();
  }

  private requireNone(foreign: readonly string[]): void {
    if (foreign.length === 0) return;
    const [some, more] = [foreign.slice(0, namedMax).join(', '), foreign.length - namedMax];
    const what = `has tables of another program (${some}${more > 0 ? ` and ${more} more` : ''}) and none of Rollcall's`;
    throw new DatabaseForeign(this.product.location, what);
  }

  private async refusedWrites(connection: SqlConnection): Promise<readonly RefusedStatement[]> {
    const refused: RefusedStatement[] = [];
    for (const { what, sql } of writeAttempts) {
      const because = await this.refusal(connection, sql);
      if (because !== undefined) refused.push({ what, because });
    }
    return refused;
  }

  /** What the database says against a statement, unless it finds fault with the statement itself. */
  private async refusal({ manager }: SqlConnection, sql: string | undefined): Promise<string | undefined> {
    try {
      if (sql !== undefined) await manager.query(sql);
      return undefined;
    } catch (error) {
      return this.product.dialect.failureOf(error) === 'ours' ? undefined : (error as Error).message;
    }
  }

  private async withDataSource<Result>(work: (dataSource: DataSource) => Promise<Result>): Promise<Result> {
    let dataSource: DataSourceOnDemand | undefined;
    try {
      dataSource = new DataSourceOnDemand(await this.makeDataSource(), this.product.prepare);
      return await work(await dataSource.open());
    } catch (error) {
      if (this.product.dialect.failureOf(error) !== 'unreachable') throw error;
      throw new StorageUnavailable('unreachable', { cause: error });
    } finally {
      await dataSource?.close();
    }
  }
}
