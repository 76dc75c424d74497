import type { PoolConnection } from 'mysql2';
import type { DataSource } from 'typeorm';
import { attributeLimits } from '../../../../domain/shared/attribute-limits.ts';
import { ConnectionPool, Pools } from '../../connections/connection-pool.ts';
import { statementMilliseconds } from '../../connections/connections.ts';
import { connectionsClosed, DataSourceOnDemand } from '../../connections/data-source-on-demand.ts';
import { FairShares } from '../../connections/fair-shares.ts';
import { withinTime } from '../../connections/within-time.ts';
import { cut, socketOf } from './cut-connection.ts';
import { MysqlConnection } from './mysql-connection.ts';
import { MysqlSession } from './mysql-session.ts';

const closeMilliseconds = 2_000;

/**
 * Texts are sorted by the whole of them, of which servers see 1,024 bytes unless they are told. A character of a text is
 * twelve bytes at most in folded case. For each sort servers want room for fifteen of the longest keys, and more.
 */
const sortedBytesMax = 12 * attributeLimits.stringCharactersMax;
const sortBufferBytes = 32 * sortedBytesMax;
/**
 * What a statement looks up in a set, such as who has a value, is kept in memory by servers while it is no larger. MariaDB takes 170 bytes
 * for an id; with its own 16 MiB a set of 100,000 went to the disk, and a page took 820 ms in place of 180.
 */
const setBytesMax = 64 * 1024 ** 2;

// Whoever meets a lock gives the connection back soon and tries again, so that others can use it meanwhile.
// A server can be told to leave the character set of the handshake alone, and how texts are quoted goes by it (write-message.ts).
const everySession = `SET SESSION character_set_client = utf8mb4, character_set_results = utf8mb4, collation_connection = utf8mb4_general_ci, time_zone = '+00:00', innodb_lock_wait_timeout = 1, max_sort_length = ${sortedBytesMax}, sort_buffer_size = ${sortBufferBytes}, tmp_table_size = ${setBytesMax}, /*M! max_heap_table_size = ${setBytesMax}, */ sql_mode = 'STRICT_ALL_TABLES,ONLY_FULL_GROUP_BY,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'`;
// A statement that nobody waits for any more is ended by the server as well; MariaDB skips MySQL's comment.
const readingSession = [
  everySession,
  'SET SESSION TRANSACTION READ ONLY',
  `/*!80000 SET SESSION max_execution_time = ${statementMilliseconds} */ /*M! SET SESSION max_statement_time = ${statementMilliseconds / 1000} */`,
];
const writingSession = [
  everySession,
  'SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED',
  'SET SESSION autocommit = 0',
];
const watchedSession = [...writingSession, 'SET SESSION wait_timeout = 3'];
/** One account holds all but one of a pool, and so does the service itself: two works at a time. */
const watchedMax = 3;

/**
 * Pools of one server. Connections that read commit each statement by themselves, so a read is one round
 * trip; those that write are in a transaction from their first statement on, which saves the round trip of
 * BEGIN. A few of these are watched by the server. See docs/decisions/0024-connections-that-typeorm-owns.md.
 */
export class MysqlConnections extends Pools {
  /** @param connectionsMax - of those that read, and of those that write. */
  constructor(reads: DataSource, writes: DataSource, watched: DataSource, connectionsMax: number) {
    super(
      new Pool(reads, connectionsMax, readingSession, false),
      new Pool(writes, connectionsMax, writingSession, true),
      new Pool(watched, watchedMax, watchedSession, true),
    );
  }
}

/** The connections of a DataSource, whose sessions are set before their first use. */
class Pool extends ConnectionPool {
  private readonly dataSource: DataSourceOnDemand;
  /** All that are open; nothing while the session is being set. */
  private readonly open = new Map<PoolConnection, MysqlSession | undefined>();
  /** Have those who wait for a connection that is being opened wait no longer. */
  private readonly waiting = new Set<() => void>();
  private isClosed = false;
  /** Whether the server is a node of Galera; nothing before the first connection. */
  private isNode: boolean | undefined;

  constructor(
    dataSource: DataSource,
    connectionsMax: number,
    private readonly session: readonly string[],
    isTransaction: boolean,
  ) {
    super(new FairShares(connectionsMax), isTransaction);
    this.dataSource = new DataSourceOnDemand(dataSource);
  }

  async close(deadline: number): Promise<void> {
    this.isClosed = true;
    for (const giveUp of this.waiting) giveUp();
    // Closing says goodbye on each connection behind what is under way there, which may never end.
    const goodbye = Math.min(deadline, performance.now() + closeMilliseconds);
    await withinTime(
      goodbye,
      () => undefined,
      () => this.dataSource.close(),
    ).catch(() => undefined);
    for (const connection of this.open.keys()) cut(connection);
  }

  protected async connect(deadline: number, isTransaction: boolean): Promise<MysqlConnection> {
    const [dataSource, pooled] = await this.opened();
    const known = this.open.get(pooled);
    const session = known ?? new MysqlSession(pooled);
    const connection = new MysqlConnection(dataSource, pooled, session, deadline, isTransaction);
    try {
      if (known === undefined) {
        await this.begin(pooled, connection);
        this.open.set(pooled, session);
      }
      connection.locksHoldOnOneNode = this.isNode === true;
      connection.requireTime();
      return connection;
    } catch (error) {
      connection.release();
      throw error;
    }
  }

  /** A connection, unless the pool is closed before: to open one to a server that is gone takes seconds. */
  private opened(): Promise<readonly [DataSource, PoolConnection]> {
    const { promise, resolve, reject } = Promise.withResolvers<readonly [DataSource, PoolConnection]>();
    const giveUp = () => reject(connectionsClosed());
    if (this.isClosed) giveUp();
    this.waiting.add(giveUp);
    void this.dataSource
      .open()
      .then(async (dataSource) => {
        const connection = await connectionOf(dataSource);
        if (this.isClosed) connection.destroy();
        resolve([dataSource, connection]);
      })
      // TypeORM has an error of its own where its pool was ended meanwhile.
      .catch((error: unknown) => (this.isClosed ? giveUp() : reject(error)))
      .finally(() => this.waiting.delete(giveUp));
    return promise;
  }

  private async begin(pooled: PoolConnection, connection: MysqlConnection): Promise<void> {
    this.open.set(pooled, undefined);
    socketOf(pooled).once('close', () => this.open.delete(pooled));
    // Whoever waits for an answer is told of the error; without a listener, one that nobody waits for ends the process.
    pooled.on('error', () => undefined);
    try {
      for (const setting of this.session) await connection.ask(setting);
      this.isNode ??= isOn(await connection.ask("SHOW VARIABLES LIKE 'wsrep_on'"));
    } catch (error) {
      connection.cut();
      this.open.delete(pooled);
      throw error;
    }
  }
}

const isOn = (rows: unknown): boolean =>
  (rows as readonly { readonly Value: string }[]).some(({ Value }) => Value === 'ON');

/** TypeORM's own way takes a QueryRunner for it, which is made here only for work that asks for a manager. */
const connectionOf = (dataSource: DataSource): Promise<PoolConnection> =>
  (
    dataSource.driver as DataSource['driver'] & { obtainMasterConnection(): Promise<PoolConnection> }
  ).obtainMasterConnection();
