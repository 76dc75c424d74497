import type { DataSource } from 'typeorm';
import { ConnectionPool, Pools } from '../../connections/connection-pool.ts';
import { DataSourceOnDemand } from '../../connections/data-source-on-demand.ts';
import { FairShares } from '../../connections/fair-shares.ts';
import { withinTime } from '../../connections/within-time.ts';
import { SqliteConnection } from './sqlite-connection.ts';
import { SqliteThread, ThreadEnded } from './sqlite-thread.ts';

/** A search holds a thread for as long as it takes, and an account may hold all but one of them. */
const readers = 4;
const closeMilliseconds = 2_000;

export interface SqliteConnectionsOptions {
  readonly file: string;
  /** Makes the file where it is missing. */
  readonly prepare: () => void;
  /** Makes the managers of connections, and is itself not connected to the file. */
  readonly dataSource: DataSource;
}

/**
 * Threads with a connection each, so that no statement holds up the process: one that writes, since SQLite has one
 * writer at a time, and some that read beside it. See docs/decisions/0034-threads-for-sqlite.md.
 */
export class SqliteConnections extends Pools {
  private readonly managers: DataSourceOnDemand;

  constructor({ file, prepare, dataSource }: SqliteConnectionsOptions) {
    const managers = new DataSourceOnDemand(dataSource);
    const start = (reads: boolean) => {
      prepare();
      return new SqliteThread({ file, reads });
    };
    super(
      new Threads(managers, readers, () => start(true), false),
      new Threads(managers, 1, () => start(false), true),
    );
    this.managers = managers;
  }

  override async close(deadline = Infinity): Promise<void> {
    await super.close(deadline);
    await this.managers.close();
  }
}

/** Threads of one kind. Another one is started where all are lent. */
class Threads extends ConnectionPool {
  /** Those that are ending as well, where a statement may still be under way. */
  private readonly running = new Set<SqliteThread>();
  private readonly lent = new Set<SqliteThread>();
  private isClosed = false;

  constructor(
    private readonly managers: DataSourceOnDemand,
    private readonly threadsMax: number,
    private readonly start: () => SqliteThread,
    isTransaction: boolean,
  ) {
    super(new FairShares(threadsMax), isTransaction);
  }

  async close(deadline: number): Promise<void> {
    this.isClosed = true;
    for (const thread of this.running) thread.end(new ThreadEnded());
    await withinTime(
      Math.min(deadline, performance.now() + closeMilliseconds),
      () => undefined,
      () => Promise.all([...this.running].map(({ ended }) => ended)),
    ).catch(() => undefined);
  }

  protected async connect(deadline: number, inTransaction: boolean): Promise<SqliteConnection> {
    if (this.isClosed) throw new Error('The connections are closed.');
    // What cannot be stopped burns no more processors than this.
    while (this.running.size === 2 * this.threadsMax && this.free() === undefined)
      await Promise.race([...this.running].map(({ ended }) => ended));
    const thread = this.free() ?? this.started();
    const release = () => this.lent.delete(thread);
    this.lent.add(thread);
    try {
      const dataSource = await this.managers.open();
      const connection = new SqliteConnection(dataSource, thread, deadline, inTransaction, release);
      connection.requireTime();
      return connection;
    } catch (error) {
      release();
      throw error;
    }
  }

  private free(): SqliteThread | undefined {
    for (const thread of this.running) if (!thread.isEnding && !this.lent.has(thread)) return thread;
    return undefined;
  }

  private started(): SqliteThread {
    const thread = this.start();
    this.running.add(thread);
    void thread.ended.then(() => this.running.delete(thread));
    return thread;
  }
}
