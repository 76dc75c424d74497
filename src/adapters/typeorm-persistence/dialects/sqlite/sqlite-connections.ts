import type { DataSource } from 'typeorm';
import type { Connections, Lease } from '../../connections/connections.ts';
import { DataSourceOnDemand } from '../../connections/data-source-on-demand.ts';
import { FairShares } from '../../connections/fair-shares.ts';
import { lend } from '../../connections/lend.ts';
import type { SqlConnection } from '../../connections/sql-connection.ts';
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
export class SqliteConnections implements Connections {
  private readonly managers: DataSourceOnDemand;
  private readonly reads: Threads;
  private readonly writes: Threads;

  constructor({ file, prepare, dataSource }: SqliteConnectionsOptions) {
    this.managers = new DataSourceOnDemand(dataSource);
    const start = (reads: boolean) => {
      prepare();
      return new SqliteThread({ file, reads });
    };
    this.reads = new Threads(this.managers, readers, () => start(true));
    this.writes = new Threads(this.managers, 1, () => start(false));
  }

  read<Result>(lease: Lease, work: (connection: SqlConnection) => Promise<Result>): Promise<Result> {
    return this.reads.lend(lease, work, { isTransaction: false });
  }

  transact<Result>(lease: Lease, work: (connection: SqlConnection) => Promise<Result>): Promise<Result> {
    return this.writes.lend(lease, work, { isTransaction: true });
  }

  async close(deadline = Infinity): Promise<void> {
    await Promise.all([this.reads.close(deadline), this.writes.close(deadline)]);
    await this.managers.close();
  }
}

/** Threads of one kind, each lent to one work at a time. Another one is started where all are lent. */
class Threads {
  private readonly shares: FairShares;
  /** Those that are ending as well, where a statement may still be under way. */
  private readonly running = new Set<SqliteThread>();
  private readonly lent = new Set<SqliteThread>();
  private isClosed = false;

  constructor(
    private readonly managers: DataSourceOnDemand,
    private readonly threadsMax: number,
    private readonly start: () => SqliteThread,
  ) {
    this.shares = new FairShares(threadsMax);
  }

  lend<Result>(
    lease: Lease,
    work: (connection: SqlConnection) => Promise<Result>,
    { isTransaction }: { readonly isTransaction: boolean },
  ): Promise<Result> {
    const connect = (deadline: number) => this.connect(deadline, isTransaction);
    return lend(this.shares, lease, isTransaction, connect, work);
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

  private async connect(deadline: number, inTransaction: boolean): Promise<SqliteConnection> {
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
