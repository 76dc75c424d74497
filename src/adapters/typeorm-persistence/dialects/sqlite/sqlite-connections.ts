import type Database from 'better-sqlite3';
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import type { Connections } from '../../connections/connections.ts';
import { DataSourceOnDemand } from '../../connections/data-source-on-demand.ts';
import { joinTransaction } from '../../connections/join-transaction.ts';
import type { SqlConnection, SqlValue } from '../../connections/sql-connection.ts';

const statementsKeptMax = 500;

/**
 * One connection to an embedded database, lent to one work at a time: what two transactions of one connection
 * wrote could not be told apart, and a rollback of one would take the other's along.
 */
export class SqliteConnections implements Connections {
  private readonly dataSource: DataSourceOnDemand;
  private readonly statements = new Map<string, Database.Statement>();
  private lastWork: Promise<unknown> = Promise.resolve();

  constructor(dataSource: DataSource) {
    this.dataSource = new DataSourceOnDemand(dataSource);
  }

  read<Result>(work: (connection: SqlConnection) => Promise<Result>): Promise<Result> {
    return this.afterTheOthers(async () => work(await this.connection()));
  }

  transact<Result>(work: (connection: SqlConnection) => Promise<Result>): Promise<Result> {
    return this.afterTheOthers(async () => {
      const connection = await this.connection();
      // IMMEDIATE: whoever will write waits at once, and never finds half-way that another process wrote.
      connection.command('BEGIN IMMEDIATE');
      try {
        joinTransaction(connection.runner);
        const result = await work(connection);
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

  private afterTheOthers<Result>(work: () => Promise<Result>): Promise<Result> {
    const turn = this.lastWork.then(work);
    this.lastWork = turn.catch(() => undefined);
    return turn;
  }

  private async connection(): Promise<SqliteConnection> {
    const dataSource = await this.dataSource.open();
    // TypeORM gives every caller the same QueryRunner, which would believe that each one is in a transaction after
    // the first was.
    Object.assign(dataSource.driver, { queryRunner: undefined });
    const runner = dataSource.createQueryRunner();
    return new SqliteConnection(runner, await runner.connect(), this.statements);
  }
}

class SqliteConnection implements SqlConnection {
  constructor(
    readonly runner: QueryRunner,
    readonly database: Database.Database,
    private readonly statements: Map<string, Database.Statement>,
  ) {}

  get manager(): EntityManager {
    return this.runner.manager;
  }

  async rows<Row>(sql: string, parameters: readonly SqlValue[]): Promise<readonly Row[]> {
    return this.prepared(sql).all(...parameters) as Row[];
  }

  async run(sql: string, parameters: readonly SqlValue[]): Promise<number> {
    return this.prepared(sql).run(...parameters).changes;
  }

  command(sql: 'BEGIN IMMEDIATE' | 'COMMIT' | 'ROLLBACK'): void {
    this.prepared(sql).run();
  }

  private prepared(sql: string): Database.Statement {
    const known = this.statements.get(sql);
    if (known !== undefined) return known;
    // Filters make statements of many shapes; the usual ones are soon prepared again.
    if (this.statements.size >= statementsKeptMax) this.statements.clear();
    const statement = this.database.prepare(sql);
    this.statements.set(sql, statement);
    return statement;
  }
}
