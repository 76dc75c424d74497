/**
 * What a table's readers and writers wait for while a migration works on it:
 * - `nothing`
 * - `moment`: a change of the schema waits for the statements under way, and those behind it wait for the change.
 * - `rows`: it writes rows in steps, and whoever writes one of them waits for the step.
 * - `writes`: whoever writes waits until the migration is done. With the embedded database that concerns all tables.
 */
export type TableWait = 'nothing' | 'moment' | 'rows' | 'writes';

/** What a migration does to a table. */
export interface PlannedTable {
  readonly name: string;
  /** How many there are, about. */
  readonly rows: number;
  readonly wait: TableWait;
  /** About how long the work takes; 0 where it is as short for any number of rows. */
  readonly seconds: number;
}

/** A migration that is still to be run. */
export interface PlannedMigration {
  readonly name: string;
  /** One sentence for people. */
  readonly does: string;
  /**
   * Where it takes away what older releases read, the oldest release that goes on working; otherwise absent, and whatever works
   * with the schema before works with the one after.
   */
  readonly oldestRelease?: string;
  readonly tables: readonly PlannedTable[];
}
