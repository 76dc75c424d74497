import type { SqlValue } from '../connections/sql-connection.ts';
import { raw, type SqlFragment, sql } from '../statements/sql-fragment.ts';
import type { Failure } from './failure.ts';
import { failureOfMysql } from './mysql-failures.ts';
import { failureOfSqlite } from './sqlite-failures.ts';

/** What differs between the databases in what Rollcall asks of them. */
export interface SqlDialect {
  readonly name: 'mysql' | 'sqlite';
  failureOf(error: unknown): Failure;
  /** Ends a SELECT whose rows nobody else may change before the transaction ends. */
  readonly forUpdate: string;
  /** The same, with rows that others may read so as well. */
  readonly forShare: string;
  /** How a whole number is bound to LIMIT and OFFSET. */
  limit(rows: number): SqlValue;
  /** Ends an INSERT that changes the row where there is one with the key already. */
  onDuplicate(key: string, change: string): string;
  /**
   * Behind a table in FROM: the index by which it is to be read. Left the choice, MySQL was seen to read all rows of a
   * large account instead of those of one path.
   */
  byIndex(index: string): string;
  /** A column's value as text between two others, compared character by character. */
  shownAs(before: string, column: string, after: string): SqlFragment;
  /** A JSON list of the JSON lists of these columns, over the rows that are selected. */
  jsonRows(...columns: readonly string[]): string;
}

export const mysqlDialect: SqlDialect = {
  name: 'mysql',
  failureOf: failureOfMysql,
  forUpdate: ' FOR UPDATE',
  // MySQL's newer FOR SHARE is unknown to MariaDB.
  forShare: ' LOCK IN SHARE MODE',
  // The driver binds numbers as doubles, which MySQL does not take here.
  limit: String,
  onDuplicate: (_, change) => ` ON DUPLICATE KEY UPDATE ${change}`,
  byIndex: (index) => ` FORCE INDEX (${index})`,
  // A number's text has the connection's collation, for which letter case does not count.
  shownAs: (before, column, after) => sql`CONCAT(${before}, ${raw(column)}, ${after}) COLLATE utf8mb4_bin`,
  jsonRows: (...columns) => `JSON_ARRAYAGG(JSON_ARRAY(${columns.join(', ')}))`,
};

export const sqliteDialect: SqlDialect = {
  name: 'sqlite',
  failureOf: failureOfSqlite,
  // A transaction that may write is the only one from its beginning.
  forUpdate: '',
  forShare: '',
  limit: (rows) => rows,
  byIndex: () => '',
  onDuplicate: (key, change) => ` ON CONFLICT (${key}) DO UPDATE SET ${change}`,
  shownAs: (before, column, after) => sql`CONCAT(${before}, ${raw(column)}, ${after})`,
  jsonRows: (...columns) => `json_group_array(json_array(${columns.join(', ')}))`,
};
