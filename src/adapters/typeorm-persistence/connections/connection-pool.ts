import type { PoolLoad, StorageLoad } from '../../../application/ports/storage-load.ts';
import { type Connections, type Lease, transactionMilliseconds } from './connections.ts';
import type { FairShares } from './fair-shares.ts';
import type { SqlConnection } from './sql-connection.ts';
import { withinTime } from './within-time.ts';

/** A connection of a pool while it is lent. */
export interface PooledConnection extends SqlConnection {
  /** The work that had it may not use it from now on. */
  takeBack(): void;
  /** Commits where it is in a transaction. @throws CommitUnknown; otherwise nothing was written. */
  commit(): Promise<void>;
  /** Undoes what is open after an error; by cutting the connection where it has to be. */
  undo(error: unknown): Promise<void>;
  /** Ends the connection, whatever is under way on it. */
  cut(): void;
  /** Gives it back to its pool. */
  release(): void;
}

/** Connections of one kind, each lent to one work at a time. */
export abstract class ConnectionPool {
  constructor(
    private readonly shares: FairShares,
    private readonly isTransaction: boolean,
  ) {}

  get load(): PoolLoad {
    return this.shares.load;
  }

  /** Lends a connection to work of an account, whose turn it is, and for as long as the lease and a transaction may last. */
  lend<Result>(lease: Lease, work: (connection: SqlConnection) => Promise<Result>): Promise<Result> {
    return this.shares.hold(lease, async () => {
      const latest = this.isTransaction ? performance.now() + transactionMilliseconds : Infinity;
      const deadline = Math.min(lease.deadline, latest);
      let connection: PooledConnection | undefined;
      const connectAndWork = async () => {
        connection = await this.connect(deadline, this.isTransaction);
        return work(connection);
      };
      try {
        const result = await withinTime(deadline, () => connection?.cut(), connectAndWork);
        connection?.takeBack();
        await connection?.commit();
        return result;
      } catch (error) {
        connection?.takeBack();
        await connection?.undo(error);
        throw error;
      } finally {
        connection?.release();
      }
    });
  }

  /** Throws when no time is left, so that no connection is taken for work that was given up. */
  protected abstract connect(deadline: number, isTransaction: boolean): Promise<PooledConnection>;

  abstract close(deadline: number): Promise<void>;
}

/** Connections that read, and others that write in transactions. */
export abstract class Pools implements Connections {
  /** @param watched - those of `transactWatched`, where that needs others. */
  protected constructor(
    private readonly reads: ConnectionPool,
    private readonly writes: ConnectionPool,
    private readonly watched = writes,
  ) {}

  read<Result>(lease: Lease, work: (connection: SqlConnection) => Promise<Result>): Promise<Result> {
    return this.reads.lend(lease, work);
  }

  transact<Result>(lease: Lease, work: (connection: SqlConnection) => Promise<Result>): Promise<Result> {
    return this.writes.lend(lease, work);
  }

  transactWatched<Result>(
    lease: Lease,
    work: (connection: SqlConnection) => Promise<Result>,
  ): Promise<Result> {
    return this.watched.lend(lease, work);
  }

  get load(): StorageLoad['pools'] {
    const log = this.watched === this.writes ? undefined : this.watched.load;
    return { read: this.reads.load, write: this.writes.load, log };
  }

  async close(deadline = Infinity): Promise<void> {
    const pools = new Set([this.reads, this.writes, this.watched]);
    await Promise.all([...pools].map((pool) => pool.close(deadline)));
  }
}
