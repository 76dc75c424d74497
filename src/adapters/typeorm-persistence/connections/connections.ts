import type { SqlConnection } from './sql-connection.ts';

/** The connections to one database. Neither call may be made from within the other's work. */
export interface Connections {
  /** Lends a connection on which every statement stands alone. */
  read<Result>(work: (connection: SqlConnection) => Promise<Result>): Promise<Result>;

  /**
   * Lends a connection in a transaction, commits when the work resolves and rolls back when it rejects.
   *
   * @throws CommitUnknown when the connection was lost while the commit was under way; otherwise whatever the
   * work or the database throws, and then nothing was written.
   */
  transact<Result>(work: (connection: SqlConnection) => Promise<Result>): Promise<Result>;

  /** Lets go of every connection; nothing may be under way. */
  close(): Promise<void>;
}

/** Nobody can tell whether the transaction was committed, so it may not be run again. */
export class CommitUnknown extends Error {
  override readonly name = 'CommitUnknown';
}
