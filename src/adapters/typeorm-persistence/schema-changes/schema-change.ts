import type { MigrationInterface } from 'typeorm';

/** What a migration does to a table. Each database says what that costs it: `WorkCosts`. */
export type TableWork =
  | 'makesTable'
  | 'addsColumn'
  | 'widensColumn'
  | 'renamesColumn'
  | 'dropsColumn'
  | 'addsIndex'
  | 'writesRows'
  /** Makes the table anew, since the server cannot change it in place. */
  | 'copiesTable'
  | 'dropsTable';

/** What a migration does, as operators are told before it runs (decision 84). */
export interface SchemaChange {
  /** One sentence for people. */
  readonly does: string;
  readonly tables: Readonly<Record<string, readonly TableWork[]>>;
  /**
   * The release from which on nobody reads what is taken away or means something else afterwards. A migration without it expands:
   * older releases go on reading and writing what they know.
   */
  readonly unreadSince?: string;
}

/** A migration that says what it does. */
export interface DescribedMigration extends MigrationInterface {
  readonly name: string;
  readonly change: SchemaChange;
}
