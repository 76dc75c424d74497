import type { EntityManager } from 'typeorm';

export type SqlValue = string | number | null;

/** What a write has to do; otherwise the transaction is undone. */
export interface Expectation {
  /** How many rows it writes. */
  readonly rows: number;
  /** The error to throw where a unique index refused a row, or where another number of rows was written. */
  failed(why: 'duplicate' | 'otherRows'): unknown;
}

/** One connection of a database, lent for a piece of work. Statements are prepared once and run often. */
export interface SqlConnection {
  rows<Row>(sql: string, parameters: readonly SqlValue[]): Promise<readonly Row[]>;
  /** @returns how many rows were written. */
  run(sql: string, parameters: readonly SqlValue[]): Promise<number>;
  /**
   * Writes where the work goes on in one way only, so that no answer has to be waited for: it may be sent with what is asked
   * next, or with the commit. Its error then comes from there, and the transaction is undone.
   */
  write(sql: string, parameters: readonly SqlValue[], expected?: Expectation): Promise<void>;
  /**
   * TypeORM on the same connection and, where there is one, in the same transaction; for tables that are seldom
   * asked, since it prepares no statements.
   */
  readonly manager: EntityManager;
  /** Whether several nodes are written at once, of which each knows nothing of the others' locks: Galera. */
  readonly locksHoldOnOneNode: boolean;
}
