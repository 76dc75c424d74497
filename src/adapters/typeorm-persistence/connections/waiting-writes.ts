import type { DatabaseFailure } from './database-failure.ts';
import type { Expectation, SqlValue } from './sql-connection.ts';

export interface Statement {
  readonly sql: string;
  readonly parameters: readonly SqlValue[];
}

export interface Write extends Statement {
  readonly expected?: Expectation;
}

/** A write did not write as many rows as it was to. */
export class OtherRows extends Error {
  static readonly code = 'OTHER_ROWS';
  override readonly name = 'OtherRows';
  readonly code = OtherRows.code;
}

/** The error of a write, as whoever asked for it knows it. */
export function errorOfWrite({ expected }: Write, error: unknown, failure: DatabaseFailure): unknown {
  if (expected === undefined) return error;
  // By its code, since a thread hands over no classes.
  if (error instanceof Error && 'code' in error && error.code === OtherRows.code)
    return expected.failed('otherRows');
  return failure === 'duplicate' ? expected.failed('duplicate') : error;
}

/** MariaDB takes messages of 16 MiB, and a character is three bytes at most, also where it is escaped. */
const charactersMax = 1_000_000;

/** Writes of a transaction that are sent with what is asked next, so that nobody waits for the answer of each. */
export class WaitingWrites {
  private writes: Write[] = [];
  private characters = 0;

  get isEmpty(): boolean {
    return this.writes.length === 0;
  }

  /** @returns whether there was room for it, so that a transaction's data is not held twice. */
  add(write: Write): boolean {
    const { sql, parameters } = write;
    const characters = parameters.reduce<number>((sum, value) => sum + String(value).length, sql.length);
    if (this.characters + characters > charactersMax) return false;
    this.writes.push(write);
    this.characters += characters;
    return true;
  }

  /** All of them, which wait no longer. */
  take(): readonly Write[] {
    const { writes } = this;
    this.writes = [];
    this.characters = 0;
    return writes;
  }
}
