import type { SqlDialect } from '../dialects/sql-dialect.ts';

/** How one field of a resource is kept in a column. */
export interface Column {
  /** With the table's alias: `a.user_name_key`. */
  readonly sql: string;
  /** `text` columns hold what is compared, folded where case does not count; `instant` ones fixed-width ISO text. */
  readonly kind: 'text' | 'boolean' | 'number' | 'instant';
  readonly nullable?: true;
  /** At most one resource of the account has each value. */
  readonly unique?: true;
  /**
   * The index of the account's values, which has the resources of one value in the order of their ids. Left the choice, MySQL was
   * seen to read all rows to count those of a frequent value, and MariaDB to sort them for each page.
   */
  readonly index?: string;
}

/** By the field's path. No object, since an attribute may be called as what every object has: `toString`. */
export type Columns = ReadonlyMap<string, Column>;

export const columnsBy = (columns: Readonly<Record<string, Column>>): Columns =>
  new Map(Object.entries(columns));

/** Rows that belong to a resource and stand for the elements of a multi-valued attribute. */
export interface LinkedRows {
  readonly path: string;
  /** `memberships AS m JOIN …`, each table bound to the account, in the order in which they are to be read. */
  readonly from: (dialect: SqlDialect) => string;
  /** The condition that ties the rows to the resource, given the SQL of its id. */
  readonly belongsTo: (resourceId: string) => string;
  /** Fields below `path`, as columns of `from`. */
  readonly columns: Columns;
  /** Present where each row stands for a resource of another kind. `from` has that resource's row under its alias, and conditions are about it. */
  readonly resources?: Searchable;
  /** The field by whose value an index finds the resources, each once; `owner` is the column with their ids. */
  readonly finds?: {
    readonly path: string;
    readonly table: string;
    readonly column: string;
    readonly owner: string;
  };
}

/** A table of resources that can be searched; its key is (account_id, id). */
export interface Searchable {
  readonly table: string;
  readonly alias: string;
  readonly columns: Columns;
  readonly links: readonly LinkedRows[];
  /** The table that holds all other fields' values, a row each, and the column with the resource's id. */
  readonly values?: {
    readonly table: string;
    readonly owner: string;
    /** The index that has the values of a path in their order. */
    readonly index: string;
  };
  /** A narrow index, by which all resources of an account are counted. */
  readonly countedBy?: string;
  /** The actions that the journal has for each resource that came into being, and for each that is gone. */
  readonly recordedAs: { readonly created: string; readonly removed: string };
}
