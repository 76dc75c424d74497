import type { SqlValue } from '../connections/sql-connection.ts';

/** MariaDB takes 16 MiB in one statement, and a character is three bytes at most. A longer row stands alone. */
const charactersMax = 4_000_000;

/** The rows as JSON lists of lists, each of a size that fits a statement. */
export function* jsonLists(rows: readonly (readonly SqlValue[])[]): Generator<string> {
  let list = '';
  for (const row of rows) {
    const json = JSON.stringify(row);
    if (list !== '' && list.length + json.length > charactersMax) {
      yield `[${list}]`;
      list = '';
    }
    list += list === '' ? json : `,${json}`;
  }
  if (list !== '') yield `[${list}]`;
}
