import type { SqlValue } from '../connections/sql-connection.ts';
import type { Failure } from './failure.ts';
import { failureOfMysql } from './mysql-failures.ts';
import { failureOfSqlite } from './sqlite-failures.ts';

/** What differs between the databases in what Rollcall asks of them. */
export interface SqlDialect {
  failureOf(error: unknown): Failure;
  /** Ends a SELECT whose rows nobody else may change before the transaction ends. */
  readonly forUpdate: string;
  /** How a whole number is bound to LIMIT and OFFSET. */
  limit(rows: number): SqlValue;
  /** The database's own time so many seconds ago, as `written_at` holds it. */
  secondsAgo(seconds: number): string;
}

export const mysqlDialect: SqlDialect = {
  failureOf: failureOfMysql,
  forUpdate: ' FOR UPDATE',
  // The driver binds numbers as doubles, which MySQL does not take here.
  limit: String,
  secondsAgo: (seconds) => `UTC_TIMESTAMP(3) - INTERVAL ${seconds} SECOND`,
};

export const sqliteDialect: SqlDialect = {
  failureOf: failureOfSqlite,
  // A transaction that may write is the only one from its beginning.
  forUpdate: '',
  limit: (rows) => rows,
  secondsAgo: (seconds) => `strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-${seconds} seconds')`,
};
