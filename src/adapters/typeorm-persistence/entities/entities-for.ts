import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import type { DatabaseUrl } from '../database-url.ts';
import { accountEntity } from './account-entity.ts';
import { agentEntity } from './agent-entity.ts';
import { agentValueEntity } from './agent-value-entity.ts';
import { apiTokenEntity } from './api-token-entity.ts';
import { groupEntity } from './group-entity.ts';
import { groupTemplateEntity } from './group-template-entity.ts';
import { journalEntity } from './journal-entity.ts';
import { membershipEntity } from './membership-entity.ts';
import { profileAttributeEntity } from './profile-attribute-entity.ts';

const entities = [
  accountEntity,
  apiTokenEntity,
  agentEntity,
  agentValueEntity,
  profileAttributeEntity,
  groupEntity,
  membershipEntity,
  groupTemplateEntity,
  journalEntity,
] as readonly EntitySchema<unknown>[];

/**
 * The entities with the column types of one product. Whoever asks TypeORM for one names the entity itself: it is found
 * by its name.
 */
export const entitiesFor = (kind: DatabaseUrl['kind']): EntitySchema<unknown>[] =>
  entities.map(({ options }) => new EntitySchema({ ...options, ...inProduct[kind](options) }));

type Options = EntitySchema<unknown>['options'];
type ColumnOptions = EntitySchemaColumnOptions;
type Product = (options: Options) => Partial<Options>;

const inSqlite: Product = ({ columns, uniques = [] }) => ({
  columns: mapped(columns, (column) => ({ ...column, ...sqliteColumns[String(column.type)] })),
  // TypeORM reads the name of a constraint only where it is written in quotes, and the first migrations have none.
  uniques: uniques.map((unique) => ({ ...unique, name: undefined })),
});

/** What a column is in place of MySQL's type. */
const sqliteColumns: Readonly<Record<string, Partial<ColumnOptions>>> = {
  json: { type: 'simple-json' },
  longtext: { type: 'text' },
  // For want of quotes TypeORM does not see that the number is given out, and a key without NOT NULL counts as nullable.
  bigint: { type: 'integer', generated: undefined, nullable: true },
  datetime: {
    type: 'varchar',
    length: 24,
    precision: undefined,
    default: () => "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')",
  },
};

/** Texts are compared byte by byte, trailing spaces included; the databases name such a collation differently. */
const withCollation =
  (collation: string): Product =>
  ({ columns }) => ({
    columns: mapped(columns, (column) =>
      column.type === 'varchar' || column.type === 'longtext'
        ? { ...column, charset: 'utf8mb4', collation }
        : column,
    ),
  });

const inProduct: Readonly<Record<DatabaseUrl['kind'], Product>> = {
  sqlite: inSqlite,
  mysql: withCollation('utf8mb4_0900_bin'),
  mariadb: withCollation('utf8mb4_nopad_bin'),
};

const mapped = (
  columns: Options['columns'],
  change: (column: ColumnOptions) => ColumnOptions,
): Options['columns'] =>
  Object.fromEntries(Object.entries<ColumnOptions>(columns).map(([name, column]) => [name, change(column)]));
