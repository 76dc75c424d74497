import type { QueryRunner } from 'typeorm';

const rowsPerBatch = 500;

export const isSqlite = (runner: QueryRunner): boolean => runner.connection.options.type === 'better-sqlite3';

/** Whether a text may have other characters than ASCII's. */
export const notAscii = (runner: QueryRunner, column: string): string =>
  `OCTET_LENGTH(${column}) <> ${isSqlite(runner) ? 'LENGTH' : 'CHAR_LENGTH'}(${column})`;

export interface IdentifiedRow {
  readonly account_id: string;
  readonly id: string;
}

/**
 * The rows of a table whose key is (account_id, id), in the order of the key.
 *
 * @param columns - as SELECT has them, besides the key.
 */
export async function* rowsInBatches<Row extends IdentifiedRow>(
  runner: QueryRunner,
  table: string,
  columns: readonly string[],
  condition: string,
): AsyncGenerator<readonly Row[]> {
  const names = ['account_id', 'id', ...columns].join(', ');
  const select = `SELECT ${names} FROM ${table} WHERE (account_id > ? OR (account_id = ? AND id > ?)) AND ${condition} ORDER BY account_id, id LIMIT ${rowsPerBatch}`;
  let last: IdentifiedRow = { account_id: '', id: '' };
  for (;;) {
    const rows = (await runner.query(select, [last.account_id, last.account_id, last.id])) as Row[];
    if (rows.length > 0) yield rows;
    const end = rows.at(-1);
    if (end === undefined || rows.length < rowsPerBatch) return;
    last = end;
  }
}
