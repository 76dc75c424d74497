import type { LentValue } from './lent-connection.ts';

/** A connection lent for what concerns the audit log as a whole, and so all accounts. */
export interface LogConnection {
  /** See `LogConnections.haveOneWriter`. */
  readonly hasOneWriter: boolean;
  /** How a whole number is bound to LIMIT. */
  limit(rows: number): LentValue;
  rows<Row>(sql: string, parameters: readonly LentValue[]): Promise<readonly Row[]>;
  /** @returns how many rows were written. */
  run(sql: string, parameters: readonly LentValue[]): Promise<number>;
}

/**
 * Lends connections to what keeps the audit log of all accounts in the database. Neither call may be made from within the
 * other's work.
 */
export interface LogConnections {
  /** Whether one transaction at a time writes, as in the embedded database, so that the order of writing is that of the commits. */
  readonly haveOneWriter: boolean;

  /**
   * Each statement stands alone.
   *
   * @param deadline - in milliseconds of `performance.now()`.
   * @throws StorageUnavailable, and whatever else the work throws.
   */
  read<Result>(work: (connection: LogConnection) => Promise<Result>, deadline?: number): Promise<Result>;

  /**
   * In one transaction, and a process does two such works at a time at most. What only one process of an installation may do
   * at a time begins with `SELECT … FOR UPDATE` of a row (`forUpdate`). A process that stands still loses the connection after three
   * seconds without a statement, and with it the locks and the transaction: another one goes on, and what the first does when it is
   * awake again fails. `work` runs again after a conflict.
   *
   * @param work - is given what ends a SELECT whose rows nobody else may change before the transaction ends.
   * @throws StorageUnavailable, and whatever else the work throws.
   */
  transact<Result>(
    work: (connection: LogConnection, forUpdate: string) => Promise<Result>,
    deadline?: number,
  ): Promise<Result>;
}
