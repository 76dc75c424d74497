import type { Column } from './table-entity.ts';

// In MySQL's types; each product says what they are in its own.

/** A text of at most so many characters. */
export const text = <Value extends string = string>(length: number): Column<Value> => ({
  type: 'varchar',
  length,
});

/** Ids are UUIDs. */
export const id = (): Column<string> => text(36);

/** `2026-11-25T12:00:00.000Z`: the order of the texts is that of the instants. */
export const instant = (): Column<string> => text(24);

export const number = (): Column<number> => ({ type: 'int' });

/** A position, or a number of the same size. */
export const bigNumber = (): Column<number> => ({ type: 'bigint' });

/** A number that needs no more than two bytes; 1 and 0 for what is true or false. */
export const smallNumber = (): Column<number> => ({ type: 'smallint' });

/** A text of any length, which is in no index. */
export const longText = (): Column<string> => ({ type: 'longtext' });

/** JSON, of which TypeORM reads and writes the value, and written SQL the text. */
export const json = <Value>(): Column<Value> => ({ type: 'json' });

export const optional = <Value>(column: Column<Value>): Column<Value | null> => ({
  ...column,
  nullable: true,
});

export const primary = <Value>(column: Column<Value>): Column<Value> => ({ ...column, primary: true });
