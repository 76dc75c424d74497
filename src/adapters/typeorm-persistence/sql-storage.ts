import type { DataSource } from 'typeorm';
import type { PlannedMigration } from '../../application/ports/planned-migration.ts';
import type {
  RefusedStatement,
  Storage,
  StorageInspection,
  StorageTrial,
} from '../../application/ports/storage.ts';
import { DatabaseForeign, StorageUnavailable } from '../../application/ports/storage-errors.ts';
import { DataSourceOnDemand } from './connections/data-source-on-demand.ts';
import { type Borrower, leaseOf, type RetryingConnections } from './connections/retrying-connections.ts';
import type { ServedReleases } from './connections/served-releases.ts';
import type { SqlConnection } from './connections/sql-connection.ts';
import type { DatabaseProduct, Read } from './dialects/database-product.ts';
import { schemaMigrations } from './dialects/schema-migrations.ts';
import { entities } from './entities/database-schema.ts';
import { plannedChange } from './schema-changes/planned-change.ts';
import { archiveAttempts, type WriteAttempt, writeAttempts } from './write-attempts.ts';

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
    private readonly served: ServedReleases,
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
    const inspected = await this.product.inspect(this.readAs(borrower));
    const { product, clock, tables, oldestRelease, refusesWrites, hidesGroup } = inspected;
    const { pending, unknown, isNew } = schemaMigrations(inspected);
    const foreignTables = tables.filter((name) => !ownTables.has(name)).toSorted();
    return {
      ...{ product, clock, location: this.product.location, foreignTables, isNew },
      ...{ pendingMigrations: pending.map(({ name }) => name), unknownMigrations: unknown },
      ...{ refusesWrites, hidesGroup },
      // A database that no newer release has seen need not say whom it serves.
      refusal:
        unknown.length === 0 && oldestRelease === undefined
          ? undefined
          : this.served.refusalBy(oldestRelease),
    };
  }

  private readAs(borrower: Borrower): Read {
    return (work) => this.connections.read(borrower, work);
  }

  async plannedMigrations(): Promise<readonly PlannedMigration[]> {
    const read = this.readAs({});
    const inspected = await this.product.inspect(read);
    const { pending } = schemaMigrations(inspected);
    const worked = new Set(pending.flatMap(({ change }) => Object.keys(change.tables)));
    const there = inspected.tables.filter((table) => worked.has(table));
    const rows = await this.product.countRows(read, there);
    return pending.map((migration) => plannedChange(migration, rows, this.product.workCosts));
  }

  heedNewerReleases(): Promise<void> {
    return this.served.look(leaseOf({}));
  }

  async pendingMigrations(besideOthers = false): Promise<readonly string[]> {
    const inspection = await this.inspectAs({ waitsForNoDatabase: true });
    const { isNew, foreignTables, refusal, pendingMigrations } = inspection;
    if (isNew && !besideOthers) this.requireNone(foreignTables);
    if (refusal !== undefined) throw refusal;
    return pendingMigrations;
  }

  tryOut(): Promise<StorageTrial> {
    return this.connections.transact({}, async (connection) => {
      return {
        refusedWrites: await this.refusedOf(writeAttempts, connection),
        refusedArchiving: await this.refusedOf(archiveAttempts, connection),
        refusedCreate: await this.refusal(connection, this.product.createAttempt),
      };
    });
  }

  async migrate(besideOthers = false): Promise<readonly string[]> {
    const pending = await this.pendingMigrations(besideOthers);
    return pending.length === 0 ? [] : this.withDataSource((dataSource) => this.product.migrate(dataSource));
  }

  async backUp(file: string): Promise<void> {
    this.product.backups.backUp(file);
  }

  async restore(file: string): Promise<void> {
    this.product.backups.restore(file);
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

  private async refusedOf(
    attempts: readonly WriteAttempt[],
    connection: SqlConnection,
  ): Promise<readonly RefusedStatement[]> {
    const refused: RefusedStatement[] = [];
    for (const { what, sql } of attempts) {
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
