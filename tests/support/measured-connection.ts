import Database from 'better-sqlite3';
import mysql, { type Connection, type RowDataPacket } from 'mysql2/promise';
import type { EntityManager } from 'typeorm';
import type {
  SqlConnection,
  SqlValue,
} from '../../src/adapters/typeorm-persistence/connections/sql-connection.ts';
import { prepareDatabase } from '../../src/adapters/typeorm-persistence/dialects/sqlite/prepare-database.ts';

/** A connection of the test's own that tells what the database has done for it. */
export interface MeasuredConnection extends SqlConnection {
  readonly isSqlite: boolean;
  /**
   * What the work cost. Servers count the rows that they read. SQLite counts nothing: there it is the processor time of
   * this thread, which other programs of the machine do not change much.
   */
  costOf(work: () => Promise<unknown>): Promise<number>;
  close(): Promise<void>;
}

export const connectTo = async (url: string, statementSeconds = 10): Promise<MeasuredConnection> =>
  url.startsWith('sqlite:')
    ? new MeasuredSqlite(new Database(url.slice('sqlite:'.length)))
    : MeasuredServer.connect(url, statementSeconds);

class MeasuredSqlite implements MeasuredConnection {
  readonly locksHoldOnOneNode = false;
  readonly isSqlite = true;
  declare readonly manager: EntityManager;

  constructor(private readonly database: Database.Database) {
    prepareDatabase(database);
  }

  async rows<Row>(sql: string, parameters: readonly SqlValue[]): Promise<readonly Row[]> {
    return this.database.prepare<unknown[], Row>(sql).all(...parameters);
  }

  async run(sql: string, parameters: readonly SqlValue[]): Promise<number> {
    return this.database.prepare(sql).run(...parameters).changes;
  }

  async write(sql: string, parameters: readonly SqlValue[]): Promise<void> {
    await this.run(sql, parameters);
  }

  async costOf(work: () => Promise<unknown>): Promise<number> {
    const before = process.threadCpuUsage();
    await work();
    return process.threadCpuUsage(before).user;
  }

  async close(): Promise<void> {
    this.database.close();
  }
}

class MeasuredServer implements MeasuredConnection {
  readonly locksHoldOnOneNode = false;
  readonly isSqlite = false;
  declare readonly manager: EntityManager;

  private constructor(private readonly connection: Connection) {}

  static async connect(url: string, statementSeconds: number): Promise<MeasuredServer> {
    const connection = await mysql.createConnection({
      uri: url.replace(/^mariadb:/, 'mysql:'),
      jsonStrings: true,
    });
    await connection.query(
      `/*!80000 SET SESSION max_execution_time = ${1000 * statementSeconds} */ /*M! SET SESSION max_statement_time = ${statementSeconds} */`,
    );
    return new MeasuredServer(connection);
  }

  async rows<Row>(sql: string, parameters: readonly SqlValue[]): Promise<readonly Row[]> {
    const [rows] = await this.connection.execute<RowDataPacket[]>(sql, [...parameters]);
    return rows as readonly unknown[] as readonly Row[];
  }

  async run(sql: string, parameters: readonly SqlValue[]): Promise<number> {
    const [{ affectedRows }] = await this.connection.query<mysql.ResultSetHeader>(sql, [...parameters]);
    return affectedRows;
  }

  async write(sql: string, parameters: readonly SqlValue[]): Promise<void> {
    await this.run(sql, parameters);
  }

  async costOf(work: () => Promise<unknown>): Promise<number> {
    await this.connection.query('FLUSH STATUS');
    await work();
    const [counts] = await this.connection.query<RowDataPacket[]>("SHOW SESSION STATUS LIKE 'Handler_read%'");
    return counts.reduce((sum, { Value }) => sum + Number(Value), 0);
  }

  async close(): Promise<void> {
    await this.connection.end();
  }
}
