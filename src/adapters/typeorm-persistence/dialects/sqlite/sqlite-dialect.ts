import { raw, sql } from '../../statements/sql-fragment.ts';
import type { SqlDialect } from '../sql-dialect.ts';
import { failureOfSqlite } from './sqlite-failures.ts';

export const sqliteDialect: SqlDialect = {
  failureOf: failureOfSqlite,
  // A transaction that may write is the only one from its beginning.
  forUpdate: '',
  forShare: '',
  limit: (rows) => rows,
  byIndex: () => '',
  onDuplicate: (key, change) => ` ON CONFLICT (${key}) DO UPDATE SET ${change}`,
  inserted: (column) => `excluded.${column}`,
  contains: (text, part) => sql`INSTR(${text}, ${part}) > 0`,
  // The last so many characters; of a shorter text they are others, or fewer.
  endsWith: (text, end) => sql`SUBSTR(${text}, ${-[...end].length}) = ${end}`,
  shownAs: (before, column, after) => sql`CONCAT(${before}, ${raw(column)}, ${after})`,
  secondsAgo: (seconds) => `strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-${seconds} seconds')`,
  jsonRows: (...columns) => `json_group_array(json_array(${columns.join(', ')}))`,
};
