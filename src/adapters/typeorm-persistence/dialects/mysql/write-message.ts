import { format, raw } from 'mysql2';
import type { SqlValue } from '../../connections/sql-connection.ts';
import { errorOfWrite, OtherRows, type Write } from '../../connections/waiting-writes.ts';
import { failureOfMysql, isOfServer } from './mysql-failures.ts';

/**
 * A statement that fails where the one before wrote another number of rows. No server has one for that outside of routines; the greatest
 * number is one that all take. MariaDB makes the error of a `DO` a warning.
 */
const requireRows = 'SET @rows_written = 9223372036854775807 + (ROW_COUNT() <> ?)';
const outOfRange = 1690;

interface Part {
  readonly text: string;
  readonly write: Write;
  /** Whether it looks at the rows of the write. */
  readonly looks: boolean;
}

/** Writes as the texts of one message, of which a server runs one after the other and stops at the first that fails. */
export class WriteMessage {
  private readonly parts: readonly Part[];
  private answers = 0;

  constructor(writes: readonly Write[]) {
    this.parts = writes.flatMap(partsOf);
  }

  get isEmpty(): boolean {
    return this.parts.length === 0;
  }

  get texts(): readonly string[] {
    return this.parts.map(({ text }) => text);
  }

  /** Takes note that one of them, or whatever came behind them, was done. */
  answered(): void {
    this.answers += 1;
  }

  /** The error of the write that a server stopped at; `undefined` where it is none of these. */
  errorOf(error: unknown): unknown {
    const failed = this.parts[this.answers];
    if (failed === undefined || !isOfServer(error)) return undefined;
    const isOther = failed.looks && (error as { readonly errno?: unknown }).errno === outOfRange;
    return errorOfWrite(failed.write, isOther ? new OtherRows() : error, failureOfMysql(error));
  }
}

function partsOf(write: Write): readonly Part[] {
  const { sql, parameters, expected } = write;
  const part = { text: format(sql, parameters.map(literalOf)), write, looks: false };
  if (expected === undefined) return [part];
  return [part, { text: format(requireRows, [expected.rows]), write, looks: true }];
}

/**
 * mysql2 escapes quotation marks as well, of which JSON has one every few characters: that takes ten times as long. Between apostrophes a
 * server takes each other character as it is. That holds while texts are in `utf8mb4` and `sql_mode` lacks NO_BACKSLASH_ESCAPES, as in each
 * session of Rollcall.
 */
const literalOf = (value: SqlValue) =>
  typeof value === 'string' ? raw(`'${value.replace(/['\\]/g, '\\$&')}'`) : value;
