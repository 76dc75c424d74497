export type SqlValue = string | number | null;

/** One connection of a database. Statements are prepared once and run often. */
export interface SqlConnection {
  rows<Row>(sql: string, parameters: readonly SqlValue[]): Promise<readonly Row[]>;
  /** @returns how many rows were written. */
  run(sql: string, parameters: readonly SqlValue[]): Promise<number>;
}
