import type { EntitySchema } from 'typeorm';
import { type ColumnOptions, eachColumn, productEntities } from '../../entities/product-entities.ts';

/** What a column is in place of MySQL's type. */
const columnTypes: Readonly<Record<string, Partial<ColumnOptions>>> = {
  json: { type: 'simple-json' },
  longtext: { type: 'text' },
  bigint: { type: 'integer' },
  datetime: {
    type: 'varchar',
    length: 24,
    precision: undefined,
    default: () => "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')",
  },
};

/** For want of quotes TypeORM does not see that the number is given out, and a key without NOT NULL counts as nullable. */
const givenOut: Partial<ColumnOptions> = { generated: undefined, nullable: true };

/** SQLite heeds no lengths, and cannot change them: these columns are longer elsewhere by a later migration. */
const firstLengths: Readonly<Record<string, Partial<ColumnOptions>>> = {
  'agents.user_name': { length: 254 },
  'agent_groups.display_name': { length: 255 },
  'agent_groups.display_name_key': { length: 320 },
};

export const sqliteEntities = (): EntitySchema<unknown>[] =>
  productEntities((options) => ({
    columns: eachColumn(options, (column, name) => ({
      ...column,
      ...columnTypes[String(column.type)],
      ...(column.generated && givenOut),
      ...firstLengths[`${options.name}.${name}`],
    })),
    // TypeORM reads the name of a constraint only where it is written in quotes, and the first migrations have none.
    uniques: (options.uniques ?? []).map((unique) => ({ ...unique, name: undefined })),
  }));
