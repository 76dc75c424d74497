import type { LentValue } from '../../../application/ports/lent-connection.ts';
import type { LogConnection, LogConnections } from '../../../application/ports/log-connections.ts';
import type { RetryingConnections } from '../connections/retrying-connections.ts';
import type { SqlConnection } from '../connections/sql-connection.ts';
import type { SqlDialect } from '../dialects/sql-dialect.ts';

/** Lends connections to the audit log, in no account's name. */
export class SqlLogConnections implements LogConnections {
  constructor(
    private readonly connections: RetryingConnections,
    private readonly dialect: SqlDialect,
  ) {}

  get haveOneWriter(): boolean {
    return this.dialect.hasOneWriter;
  }

  read<Result>(work: (connection: LogConnection) => Promise<Result>, deadline?: number): Promise<Result> {
    return this.connections.read({ deadline }, (connection) => work(this.lent(connection)));
  }

  transact<Result>(
    work: (connection: LogConnection, forUpdate: string) => Promise<Result>,
    deadline?: number,
  ): Promise<Result> {
    return this.connections.transactWatched({ deadline }, (connection) =>
      work(this.lent(connection), this.dialect.forUpdate),
    );
  }

  private lent(connection: SqlConnection): LogConnection {
    return {
      hasOneWriter: this.haveOneWriter,
      limit: (rows: number): LentValue => this.dialect.limit(rows),
      rows: (sql, parameters) => connection.rows(sql, parameters),
      run: (sql, parameters) => connection.run(sql, parameters),
    };
  }
}
