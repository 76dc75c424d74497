export type Value = string | number | null;

export interface BenchDatabase {
  readonly url: string;
  run(sql: string): Promise<void>;
  rows(sql: string): Promise<readonly Readonly<Record<string, Value>>[]>;
  insert(table: string, columns: readonly string[], rows: readonly (readonly Value[])[]): Promise<void>;
  /** Does much on one connection, none of which has to be there once the machine has stopped. */
  fill(work: (write: (sql: string) => Promise<void>) => Promise<void>): Promise<void>;
  /** Waits until the database has written what it was filled with, which would slow down whatever is measured first. */
  settle?(): Promise<void>;
  /** Has the database look at how its tables are filled; absent where it never does so by itself (decision 48). */
  analyze?(tables: readonly string[]): Promise<void>;
}

/** Where Rollcall and the bare servers keep their agents, past whose interfaces the bench fills them. */
export interface BenchServer {
  readonly name: 'mysql' | 'sqlite';
  readonly rollcall: BenchDatabase;
  readonly bare: BenchDatabase;
  /** The type of a key that counts up. */
  readonly position: string;
  /** What decides how much a commit costs. */
  durability(): Promise<Readonly<Record<string, string>>>;
  stop(): Promise<void>;
}
