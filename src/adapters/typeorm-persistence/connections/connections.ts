import type { StorageLoad } from '../../../application/ports/storage-load.ts';
import type { Traced } from '../../../application/ports/trace-context.ts';
import type { SqlConnection } from './sql-connection.ts';

/** For whom a connection is lent, and until when. */
export interface Lease extends Traced {
  /** Whose share of the connections it counts towards. */
  readonly account: string;
  /** In milliseconds of `performance.now()`. A transaction has less time; see `transactionMilliseconds`. */
  readonly deadline: number;
}

/** The connections to one database. Neither call may be made from within the other's work. */
export interface Connections {
  readonly load: StorageLoad['pools'];

  /** Lends a connection on which every statement stands alone. */
  read<Result>(lease: Lease, work: (connection: SqlConnection) => Promise<Result>): Promise<Result>;

  /**
   * Lends a connection in a transaction, commits when the work resolves and rolls back when it rejects, or when its
   * time is over.
   *
   * @throws CommitUnknown when it is not known whether the commit was carried out; otherwise whatever the
   * work or the database throws, and then nothing was written.
   */
  transact<Result>(lease: Lease, work: (connection: SqlConnection) => Promise<Result>): Promise<Result>;

  /**
   * The same on a connection that the server ends, with the transaction, when nothing is asked on it for three seconds: a process
   * that stands still keeps no others from what it has locked. Few are lent at a time.
   */
  transactWatched<Result>(
    lease: Lease,
    work: (connection: SqlConnection) => Promise<Result>,
  ): Promise<Result>;

  /** Lets go of every connection by the deadline, whatever is under way on it. */
  close(deadline?: number): Promise<void>;
}

/** How long a transaction may be open. */
export const transactionMilliseconds = 20_000;
/** How long a statement may take. */
export const statementMilliseconds = 10_000;
/** Enough for a COMMIT or a ROLLBACK, also where the deadline has passed. */
export const endMilliseconds = 5_000;

/** Nobody can tell whether the transaction was committed, so it may not be run again. */
export class CommitUnknown extends Error {
  override readonly name = 'CommitUnknown';
}
