import { raw, sql } from '../../statements/sql-fragment.ts';
import type { SqlDialect } from '../sql-dialect.ts';
import { failureOfMysql } from './mysql-failures.ts';

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
  byIndex: (index) => ` FORCE INDEX (${index})`,
  byPrimaryKey: () => ' FORCE INDEX (PRIMARY)',
  // Bytes, since a number's text has the connection's collation, for which neither letter case nor trailing blanks count.
  shownAs: (before, column, after) => sql`CAST(CONCAT(${before}, ${raw(column)}, ${after}) AS BINARY)`,
  bytesOf: (text) => sql`CAST(${text} AS BINARY)`,
  secondsAgo: (seconds) => `UTC_TIMESTAMP(3) - INTERVAL ${seconds} SECOND`,
  jsonRows: (...columns) => `JSON_ARRAYAGG(JSON_ARRAY(${columns.join(', ')}))`,
};
