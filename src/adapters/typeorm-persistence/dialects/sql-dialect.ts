import type { DatabaseFailure } from '../connections/database-failure.ts';
import type { SqlValue } from '../connections/sql-connection.ts';
import type { ListedColumn } from '../entities/column-lists.ts';
import type { SqlFragment } from '../statements/sql-fragment.ts';

/** What differs between the databases in what Rollcall asks of them. */
export interface SqlDialect {
  failureOf(error: unknown): DatabaseFailure;
  /** Ends a SELECT whose rows nobody else may change before the transaction ends. */
  readonly forUpdate: string;
  /** The same, with rows that others may read so as well. */
  readonly forShare: string;
  /** How a whole number is bound to LIMIT and OFFSET. */
  limit(rows: number): SqlValue;
  /** Ends an INSERT that changes the row where there is one with the key already. */
  onDuplicate(key: string, change: string): string;
  /** In such a change: the value of the column that was to be inserted. */
  inserted(column: string): string;
  /** Behind IN: a list of so many pairs. Alternatives joined by OR are each held against every row, by SQLite. */
  pairs(count: number): string;
  /**
   * Joins tables in the order in which they are written. Left the choice, SQLite was seen to read a union anew for each agent,
   * and servers whose statistics were old a range of values.
   */
  readonly joinInOrder: string;
  /**
   * Behind a table in FROM: the index by which it is to be read. Left the choice, MySQL was seen to read all rows of a
   * large account instead of those of one path.
   */
  byIndex(index: string): string;
  /**
   * Behind a table in FROM: it is read by its primary key. Left the choice, databases were seen to look at all of an
   * account's values of a path for each of its agents.
   */
  byPrimaryKey(table: string): string;
  /**
   * A condition on a row's column that always holds. The embedded database can be stopped where it is asked, and nowhere else;
   * servers stop what takes long by themselves.
   */
  stoppable(column: string): readonly string[];
  /** Behind SELECT, inside of IN: it is run once, and not for each row. Left the choice, MySQL was seen to run it 100,000 times. */
  readonly runOnce: string;
  /**
   * Whether EXCEPT sorts both sides and goes through them side by side, in a third of the time in which each is looked up in a set. MySQL was
   * seen to take twice that time, for 100,000 without as many.
   */
  readonly sortsForExcept: boolean;
  /** The UTF-8 of a text. SQLite's functions take a text to end before U+0000. */
  bytesOf(text: SqlFragment): SqlFragment;
  /** A column's value as text between two others, compared character by character. */
  shownAs(before: string, column: string, after: string): SqlFragment;
  /** A JSON list of the JSON lists of these columns, over the rows that are selected. */
  jsonRows(...columns: readonly string[]): string;
  /**
   * In FROM, as `c`: the rows of a JSON list of lists, bound as one parameter, so that one statement takes any number of
   * them. They have these columns in their order.
   */
  listed(columns: readonly ListedColumn[]): string;
  /**
   * An UPDATE of an account's rows of a table to what such a list says of these columns.
   *
   * @param key - the column by which a row is known in the account. @param condition - on the row `a` and that of the list, `c`.
   */
  updateListed(
    table: string,
    listed: readonly ListedColumn[],
    key: string,
    changed: readonly string[],
    condition: string,
  ): string;
  /** Whether one transaction at a time writes, so that the order of writing is that of the commits. */
  readonly hasOneWriter: boolean;
}
