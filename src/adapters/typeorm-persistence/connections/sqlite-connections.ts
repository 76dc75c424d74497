import type Database from 'better-sqlite3';
import type { Connections } from './connections.ts';
import type { SqlConnection, SqlValue } from './sql-connection.ts';

const statementsKeptMax = 500;

/**
 * One connection to an embedded database, lent to one work at a time: what two transactions of one connection
 * wrote could not be told apart, and a rollback of one would take the other's along.
 */
export class SqliteConnections implements Connections {
  private readonly connection: SqliteConnection;
  private lastWork: Promise<unknown> = Promise.resolve();

  constructor(private readonly database: Database.Database) {
    this.connection = new SqliteConnection(database);
  }

  read<Result>(work: (connection: SqlConnection) => Promise<Result>): Promise<Result> {
    return this.afterTheOthers(() => work(this.connection));
  }

  transact<Result>(work: (connection: SqlConnection) => Promise<Result>): Promise<Result> {
    return this.afterTheOthers(async () => {
      // IMMEDIATE: whoever will write waits at once, and never finds half-way that another process wrote.
      this.connection.command('BEGIN IMMEDIATE');
      try {
        const result = await work(this.connection);
        this.connection.command('COMMIT');
        return result;
      } catch (error) {
        if (this.database.inTransaction) this.connection.command('ROLLBACK');
        throw error;
      }
    });
  }

  async close(): Promise<void> {
    this.database.close();
  }

  private afterTheOthers<Result>(work: () => Promise<Result>): Promise<Result> {
    const turn = this.lastWork.then(work);
    this.lastWork = turn.catch(() => undefined);
    return turn;
  }
}

class SqliteConnection implements SqlConnection {
  private readonly statements = new Map<string, Database.Statement>();

  constructor(private readonly database: Database.Database) {}

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
