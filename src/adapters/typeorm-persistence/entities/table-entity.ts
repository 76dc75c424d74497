import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';

declare const valueInRow: unique symbol;

/** A column, and the type that its value has in a row. */
export type Column<Value> = EntitySchemaColumnOptions & { readonly [valueInRow]?: Value };

type Columns = Readonly<Record<string, Column<unknown>>>;
type RowWith<Of extends Columns> = {
  readonly [Name in keyof Of]: Of[Name] extends Column<infer Value> ? Value : never;
};

/** Columns by the name of the index or of the constraint. */
type Keys<Of extends Columns> = Readonly<Record<string, readonly (keyof Of & string)[]>>;

interface TableKeys<Of extends Columns> {
  readonly uniques?: Keys<Of>;
  readonly indexes?: Keys<Of>;
  /** Uniques of tables that were there already: SQLite adds no constraints. */
  readonly uniqueIndexes?: Keys<Of>;
}

/** An entity whose properties bear the names of the columns, so that written SQL and TypeORM give the same rows. */
export function tableEntity<Of extends Columns>(
  name: string,
  columns: Of,
  { uniques = {}, indexes = {}, uniqueIndexes = {} }: TableKeys<Of> = {},
): EntitySchema<RowWith<Of>> {
  return new EntitySchema<RowWith<Of>>({
    name,
    columns,
    uniques: named(uniques),
    indices: [...named(indexes), ...named(uniqueIndexes).map((index) => ({ ...index, unique: true }))],
  });
}

const named = (keys: Keys<Columns>) =>
  Object.entries(keys).map(([name, columns]) => ({ name, columns: [...columns] }));
