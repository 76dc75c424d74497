import type { EntitySchema, EntitySchemaColumnOptions } from 'typeorm';
import type { SqlValue } from '../connections/sql-connection.ts';

/** A row of the entity's table. */
export type RowOf<Entity> = Entity extends EntitySchema<infer Row> ? Row : never;

/** The names of an entity's columns in their order, without those that are named. */
export function columnsOf<Row, Without extends keyof Row = never>(
  { options }: EntitySchema<Row>,
  ...without: readonly Without[]
): readonly Exclude<keyof Row & string, Without>[] {
  const names = Object.keys(options.columns) as (keyof Row & string)[];
  const leftOut = new Set<keyof Row>(without);
  return names.filter((name): name is Exclude<keyof Row & string, Without> => !leftOut.has(name));
}

/** A column as a list of JSON lists has it: its name, and its type in MySQL's words. */
export interface ListedColumn {
  readonly name: string;
  readonly type: string;
}

/** The columns of an entity, as what is listed under these names. */
export function listedColumns<Row>(
  { options }: EntitySchema<Row>,
  names: readonly (keyof Row & string)[],
): readonly ListedColumn[] {
  const columns = options.columns as Readonly<Record<string, EntitySchemaColumnOptions | undefined>>;
  return names.map((name) => {
    const { type, length } = columns[name] ?? {};
    const text = type === 'json' ? 'longtext' : String(type);
    return { name, type: length === undefined ? text : `${text}(${length})` };
  });
}

/** `a.id, a.user_name`: the columns of a table by its alias. */
export const selected = (alias: string, columns: readonly string[]): string =>
  columns.map((column) => `${alias}.${column}`).join(', ');

/** `active = ?, version = ?`: the columns that an UPDATE writes. */
export const assigned = (columns: readonly string[]): string =>
  columns.map((column) => `${column} = ?`).join(', ');

/** The row's values in the order of the columns. */
export const valuesIn = <Name extends string>(
  columns: readonly Name[],
  row: Readonly<Record<Name, SqlValue>>,
): SqlValue[] => columns.map((column) => row[column]);
