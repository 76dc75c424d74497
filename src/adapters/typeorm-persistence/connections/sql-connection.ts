import type { EntityManager } from 'typeorm';

export type SqlValue = string | number | null;

/** One connection of a database, lent for a piece of work. Statements are prepared once and run often. */
export interface SqlConnection {
  rows<Row>(sql: string, parameters: readonly SqlValue[]): Promise<readonly Row[]>;
  /** @returns how many rows were written. */
  run(sql: string, parameters: readonly SqlValue[]): Promise<number>;
  /**
   * Writes where nothing is to be decided by the number of rows, so that no answer has to be waited for: it may be sent with
   * what is asked next. Its error then comes from there, and the transaction is undone.
   */
  write(sql: string, parameters: readonly SqlValue[]): Promise<void>;
  /**
   * TypeORM on the same connection and, where there is one, in the same transaction; for tables that are seldom
   * asked, since it prepares no statements.
   */
  readonly manager: EntityManager;
  /** Whether several nodes are written at once, of which each knows nothing of the others' locks: Galera. */
  readonly locksHoldOnOneNode: boolean;
}
