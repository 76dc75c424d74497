import type { ListedColumn } from '../../entities/column-lists.ts';
import { raw, sql } from '../../statements/sql-fragment.ts';
import type { SqlDialect } from '../sql-dialect.ts';
import { failureOfSqlite } from './sqlite-failures.ts';

const listed = (columns: readonly ListedColumn[]): string => {
  const read = columns.map(({ name }, index) => `value ->> ${index} AS ${name}`);
  return `(SELECT ${read.join(', ')} FROM json_each(?)) AS c`;
};

export const sqliteDialect: SqlDialect = {
  failureOf: failureOfSqlite,
  // A transaction that may write is the only one from its beginning.
  forUpdate: '',
  forShare: '',
  limit: (rows) => rows,
  joinInOrder: 'CROSS JOIN',
  pairs: (count) => `(VALUES ${Array(count).fill('(?, ?)').join(', ')})`,
  byIndex: (index) => ` INDEXED BY ${index}`,
  byPrimaryKey: (table) => ` INDEXED BY sqlite_autoindex_${table}_1`,
  // Of every 64th row, since JavaScript is slow; the function stands in `prepare-database`. No plan is another one for it.
  stoppable: (column) => [`likelihood(CASE random() & 63 WHEN 0 THEN stoppable(${column}) ELSE 1 END, 1.0)`],
  sortsForExcept: true,
  runOnce: '',
  onDuplicate: (key, change) => ` ON CONFLICT (${key}) DO UPDATE SET ${change}`,
  inserted: (column) => `excluded.${column}`,
  shownAs: (before, column, after) => sql`CONCAT(${before}, ${raw(column)}, ${after})`,
  bytesOf: (text) => sql`CAST(${text} AS BLOB)`,
  listed,
  // What is changed has no place in the order of a join: left the choice, SQLite was seen to read all rows of the account,
  // and the list anew for each of them.
  updateListed: (table, columns, key, changed, condition) =>
    `WITH c AS MATERIALIZED (SELECT a.rowid AS place, c.* FROM ${listed(columns)} CROSS JOIN ${table} AS a ON a.account_id = :account AND a.${key} = c.${key} WHERE ${condition}) UPDATE ${table} SET ${changed.map((name) => `${name} = c.${name}`).join(', ')} FROM c WHERE ${table}.rowid = c.place`,
  hasOneWriter: true,
  jsonRows: (...columns) => `json_group_array(json_array(${columns.join(', ')}))`,
};
