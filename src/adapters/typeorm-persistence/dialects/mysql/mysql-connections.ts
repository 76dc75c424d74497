import type { PoolConnection } from 'mysql2';
import type { DataSource, QueryRunner } from 'typeorm';
import { CommitUnknown, type Connections } from '../../connections/connections.ts';
import { DataSourceOnDemand } from '../../connections/data-source-on-demand.ts';
import { joinTransaction } from '../../connections/join-transaction.ts';
import type { SqlConnection } from '../../connections/sql-connection.ts';
import { MysqlConnection, query, statementMilliseconds } from './mysql-connection.ts';
import { failureOfMysql } from './mysql-failures.ts';

const connectionWaitMilliseconds = 5_000;

const everySession =
  "SET SESSION time_zone = '+00:00', innodb_lock_wait_timeout = 5, sql_mode = 'STRICT_ALL_TABLES,ONLY_FULL_GROUP_BY,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'";
// A statement that nobody waits for any more is ended by the server as well; MariaDB skips MySQL's comment.
const readingSession = [
  everySession,
  `/*!80000 SET SESSION max_execution_time = ${statementMilliseconds} */ /*M! SET SESSION max_statement_time = ${statementMilliseconds / 1000} */`,
];
const writingSession = [
  everySession,
  'SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED',
  'SET SESSION autocommit = 0',
];

/**
 * Two pools of one server. Connections that read commit each statement by themselves, so a read is one round
 * trip; those that write are in a transaction from their first statement on, which saves the round trip of
 * BEGIN. See docs/decisions/0024-connections-that-typeorm-owns.md.
 */
export class MysqlConnections implements Connections {
  private readonly reads: DataSourceOnDemand;
  private readonly writes: DataSourceOnDemand;
  private readonly prepared = new WeakSet<PoolConnection>();

  constructor(reads: DataSource, writes: DataSource) {
    this.reads = new DataSourceOnDemand(reads);
    this.writes = new DataSourceOnDemand(writes);
  }

  async read<Result>(work: (connection: SqlConnection) => Promise<Result>): Promise<Result> {
    const runner = await take(this.reads);
    const connection: PoolConnection = await runner.connect();
    try {
      await this.prepare(connection, readingSession);
      return await work(new MysqlConnection(runner, connection));
    } catch (error) {
      if (failureOfMysql(error) === 'unavailable') connection.destroy();
      throw error;
    } finally {
      await runner.release();
    }
  }

  async transact<Result>(work: (connection: SqlConnection) => Promise<Result>): Promise<Result> {
    const runner = await take(this.writes);
    const connection: PoolConnection = await runner.connect();
    joinTransaction(runner);
    try {
      const result = await undoneOnError(connection, async () => {
        await this.prepare(connection, writingSession);
        return work(new MysqlConnection(runner, connection));
      });
      await commit(connection);
      return result;
    } finally {
      await runner.release();
    }
  }

  async close(): Promise<void> {
    await Promise.all([this.reads.close(), this.writes.close()]);
  }

  /** Sets a new connection's session before its first use. */
  private async prepare(connection: PoolConnection, session: readonly string[]): Promise<void> {
    if (this.prepared.has(connection)) return;
    for (const setting of session) await query(connection, setting);
    this.prepared.add(connection);
  }
}

async function undoneOnError<Result>(
  connection: PoolConnection,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    // A connection that is not known to be clean may serve nobody else; the server undoes what it had open.
    if (failureOfMysql(error) === 'unavailable') connection.destroy();
    else await query(connection, 'ROLLBACK').catch(() => connection.destroy());
    throw error;
  }
}

async function commit(connection: PoolConnection): Promise<void> {
  try {
    await query(connection, 'COMMIT');
  } catch (error) {
    connection.destroy();
    // Only a server that answered has surely undone it: a failed certification of group replication, say.
    if (failureOfMysql(error) !== 'unavailable') throw error;
    throw new CommitUnknown('The connection was lost during the commit.', { cause: error });
  }
}

/** Waits for a connection for a bounded time; one that comes too late goes back to its pool. */
async function take(pool: DataSourceOnDemand): Promise<QueryRunner> {
  const runner = (await pool.open()).createQueryRunner();
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    const error = new Error('No connection to the database became free in time.');
    reject(Object.assign(error, { code: 'ETIMEDOUT' }));
  }, connectionWaitMilliseconds);
  const connecting = runner.connect();
  try {
    await Promise.race([connecting, late]);
    return runner;
  } catch (error) {
    connecting.then(
      () => runner.release(),
      () => undefined,
    );
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
