import type Database from 'better-sqlite3';
import { LRUCache } from 'lru-cache';
import type { DataSource, EntityManager } from 'typeorm';
import { type Connections, type Lease, transactionMilliseconds } from '../../connections/connections.ts';
import { DataSourceOnDemand } from '../../connections/data-source-on-demand.ts';
import { LimitMet } from '../../connections/database-failure.ts';
import { FairShares } from '../../connections/fair-shares.ts';
import { lentManager, takeBack } from '../../connections/lent-manager.ts';
import type { SqlConnection, SqlValue } from '../../connections/sql-connection.ts';
import { millisecondsLeft, withinTime } from '../../connections/within-time.ts';

/** Filters make statements of many shapes; the usual ones stay. */
const statementsMax = 500;

type Statements = LRUCache<string, Database.Statement>;

/**
 * One connection to an embedded database, lent to one work at a time: what two transactions of one connection
 * wrote could not be told apart, and a rollback of one would take the other's along.
 */
export class SqliteConnections implements Connections {
  private readonly dataSource: DataSourceOnDemand;
  private readonly shares = new FairShares(1);
  private readonly statements: Statements = new LRUCache({ max: statementsMax });

  /** @param prepare - makes the file where it is missing. */
  constructor(dataSource: DataSource, prepare: () => void) {
    this.dataSource = new DataSourceOnDemand(dataSource, prepare);
  }

  read<Result>(lease: Lease, work: (connection: SqlConnection) => Promise<Result>): Promise<Result> {
    return this.shares.hold(lease, async () => lent(await this.connection(lease.deadline, false), work));
  }

  transact<Result>(lease: Lease, work: (connection: SqlConnection) => Promise<Result>): Promise<Result> {
    return this.shares.hold(lease, async () => {
      const deadline = Math.min(lease.deadline, performance.now() + transactionMilliseconds);
      const connection = await this.connection(deadline, true);
      // IMMEDIATE: whoever will write waits at once, and never finds half-way that another process wrote.
      connection.command('BEGIN IMMEDIATE');
      try {
        const result = await lent(connection, work);
        connection.command('COMMIT');
        return result;
      } catch (error) {
        if (connection.database.inTransaction) connection.command('ROLLBACK');
        throw error;
      }
    });
  }

  async close(): Promise<void> {
    await this.dataSource.close();
  }

  private async connection(deadline: number, inTransaction: boolean): Promise<SqliteConnection> {
    const dataSource = await this.dataSource.open();
    const database: Database.Database = await dataSource.createQueryRunner().connect();
    return new SqliteConnection(dataSource, database, this.statements, deadline, inTransaction);
  }
}

/** The work's outcome; the connection is taken back from it, also where it goes on after its time. */
async function lent<Result>(
  connection: SqliteConnection,
  work: (connection: SqlConnection) => Promise<Result>,
): Promise<Result> {
  try {
    return await withinTime(
      connection.deadline,
      () => undefined,
      () => work(connection),
    );
  } finally {
    connection.takeBack();
  }
}

class SqliteConnection implements SqlConnection {
  private managed: EntityManager | undefined;
  private isTakenBack = false;

  constructor(
    private readonly dataSource: DataSource,
    readonly database: Database.Database,
    private readonly statements: Statements,
    readonly deadline: number,
    private readonly inTransaction: boolean,
  ) {}

  get manager(): EntityManager {
    this.managed ??= lentManager(this.dataSource, this.database, this.inTransaction);
    return this.managed;
  }

  async rows<Row>(sql: string, parameters: readonly SqlValue[]): Promise<readonly Row[]> {
    this.requireTime();
    return this.prepared(sql).all(...parameters) as Row[];
  }

  async run(sql: string, parameters: readonly SqlValue[]): Promise<number> {
    this.requireTime();
    return this.prepared(sql).run(...parameters).changes;
  }

  command(sql: 'BEGIN IMMEDIATE' | 'COMMIT' | 'ROLLBACK'): void {
    this.prepared(sql).run();
  }

  /** The work that had it may not use it from now on. */
  takeBack(): void {
    this.isTakenBack = true;
    if (this.managed !== undefined) takeBack(this.managed);
  }

  private requireTime(): void {
    if (this.isTakenBack) throw new Error('The work on the connection is over.');
    if (millisecondsLeft(this.deadline) === 0)
      throw new LimitMet('tooSlow', 'No time is left for another statement.');
  }

  private prepared(sql: string): Database.Statement {
    const known = this.statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.database.prepare(sql);
    this.statements.set(sql, statement);
    return statement;
  }
}
