import { type Lease, transactionMilliseconds } from './connections.ts';
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

/**
 * Lends a connection to work of an account, whose turn it is, and for as long as the lease and a transaction may last.
 *
 * @param connect - throws when no time is left, so that no connection is taken for work that was given up.
 */
export function lend<Result>(
  shares: FairShares,
  lease: Lease,
  isTransaction: boolean,
  connect: (deadline: number) => Promise<PooledConnection>,
  work: (connection: SqlConnection) => Promise<Result>,
): Promise<Result> {
  return shares.hold(lease, async () => {
    const latest = isTransaction ? performance.now() + transactionMilliseconds : Infinity;
    const deadline = Math.min(lease.deadline, latest);
    let connection: PooledConnection | undefined;
    const connectAndWork = async () => {
      connection = await connect(deadline);
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
