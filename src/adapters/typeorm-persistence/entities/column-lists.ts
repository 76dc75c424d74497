import type { EntitySchema } from 'typeorm';
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
