import type { SqlValue } from '../connections/sql-connection.ts';

/** MariaDB takes 16 MiB in one statement, and a character is three bytes at most. A longer row stands alone. */
const charactersMax = 4_000_000;

interface JsonList {
  readonly text: string;
  readonly rows: number;
}

/** The rows as JSON lists of lists, each of a size that fits a statement. */
export function* jsonLists(rows: readonly (readonly SqlValue[])[]): Generator<JsonList> {
  let list = '';
  let count = 0;
  for (const row of rows) {
    const json = JSON.stringify(row);
    if (list !== '' && list.length + json.length > charactersMax) {
      yield { text: `[${list}]`, rows: count };
      list = '';
      count = 0;
    }
    list += list === '' ? json : `,${json}`;
    count += 1;
  }
  if (list !== '') yield { text: `[${list}]`, rows: count };
}
