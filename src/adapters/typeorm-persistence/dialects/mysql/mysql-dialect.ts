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
  byIndex: (index) => ` FORCE INDEX (${index})`,
  contains: (text, part) => sql`INSTR(${text}, ${part}) > 0`,
  // The last so many characters; of a shorter text they are others, or fewer.
  endsWith: (text, end) => sql`SUBSTR(${text}, ${-[...end].length}) = ${end}`,
  // A number's text has the connection's collation, for which letter case does not count.
  shownAs: (before, column, after) => sql`CONCAT(${before}, ${raw(column)}, ${after}) COLLATE utf8mb4_bin`,
  secondsAgo: (seconds) => `UTC_TIMESTAMP(3) - INTERVAL ${seconds} SECOND`,
  jsonRows: (...columns) => `JSON_ARRAYAGG(JSON_ARRAY(${columns.join(', ')}))`,
};
