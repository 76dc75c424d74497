import type { ListedColumn } from '../../entities/column-lists.ts';
import { raw, sql } from '../../statements/sql-fragment.ts';
import type { SqlDialect } from '../sql-dialect.ts';
import { failureOfMysql } from './mysql-failures.ts';

/**
 * MariaDB gives texts the character set that the database was made with, unless it is told. Where a value does not fit its
 * column the statement fails; without a word of it the value would be NULL.
 */
const listed = (columns: readonly ListedColumn[]): string => {
  const typed = columns.map(({ name, type }, index) => {
    const characters = type.endsWith('int') ? '' : ' CHARACTER SET utf8mb4';
    return `${name} ${type}${characters} PATH '$[${index}]' ERROR ON ERROR`;
  });
  return `JSON_TABLE(?, '$[*]' COLUMNS (${typed.join(', ')})) AS c`;
};

export const mysqlDialect: SqlDialect = {
  failureOf: failureOfMysql,
  forUpdate: ' FOR UPDATE',
  // MySQL's newer FOR SHARE is unknown to MariaDB.
  forShare: ' LOCK IN SHARE MODE',
  // The driver binds numbers as doubles, which MySQL does not take here.
  limit: String,
  onDuplicate: (_, change) => ` ON DUPLICATE KEY UPDATE ${change}`,
  // MySQL's newer alias of the row is unknown to MariaDB.
  inserted: (column) => `VALUES(${column})`,
  joinInOrder: 'STRAIGHT_JOIN',
  pairs: (count) => `(${Array(count).fill('(?, ?)').join(', ')})`,
  byIndex: (index) => ` FORCE INDEX (${index})`,
  byPrimaryKey: () => ' FORCE INDEX (PRIMARY)',
  stoppable: () => [],
  // To MariaDB, which does so by itself, a comment.
  sortsForExcept: false,
  runOnce: ' /*+ SUBQUERY(MATERIALIZATION) */',
  // Bytes, since a number's text has the connection's collation, for which neither letter case nor trailing blanks count.
  shownAs: (before, column, after) => sql`CAST(CONCAT(${before}, ${raw(column)}, ${after}) AS BINARY)`,
  bytesOf: (text) => sql`CAST(${text} AS BINARY)`,
  listed,
  // The list comes first: each of its rows finds its own by the key.
  updateListed: (table, columns, key, changed, condition) =>
    `UPDATE ${listed(columns)} STRAIGHT_JOIN ${table} AS a ON a.account_id = :account AND a.${key} = c.${key} SET ${changed.map((name) => `a.${name} = c.${name}`).join(', ')} WHERE ${condition}`,
  hasOneWriter: false,
  jsonRows: (...columns) => `JSON_ARRAYAGG(JSON_ARRAY(${columns.join(', ')}))`,
};
