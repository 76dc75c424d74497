import { bytesPerPageMax } from '../../application/ports/event-feed.ts';
import type { LentConnection } from '../../application/ports/lent-connection.ts';
import { entryBytes, type JournalRow, journalColumns } from './journal-row.ts';
import type { Direction } from './journal-walk.ts';
import { behind, type RowCondition } from './row-condition.ts';

/** MySQL reads a text to tell its length, so a statement looks at no more than this many. */
const entriesPerStatement = 100;

/** A row and its `entryBytes`; both texts are UTF-8 in every database. */
export interface SizedRow extends JournalRow {
  readonly bytes: number;
}

/** The first rows that satisfy the conditions, as many as a page may hold: one round trip for a hundred of them. */
export async function boundedRows(
  connection: LentConnection,
  conditions: readonly RowCondition[],
  order: Direction,
  limit: number,
): Promise<readonly SizedRow[]> {
  const rows: SizedRow[] = [];
  let bytes = 0;
  for (;;) {
    const wanted = Math.min(entriesPerStatement, limit - rows.length);
    const last = rows.at(-1);
    const asked = last === undefined ? conditions : [...conditions, behind(Number(last.position), order)];
    const texts = [...connection.stoppable('position'), ...asked.map(({ text }) => text)];
    const values = asked.flatMap(({ values }) => values);
    const more = await connection.rows<SizedRow>(statement(texts, order), [
      ...values,
      connection.limit(wanted),
      bytes,
      bytesPerPageMax,
      bytes,
    ]);
    rows.push(...more);
    if (more.length < wanted || rows.length === limit) return rows;
    bytes += more.reduce((sum, row) => sum + Number(row.bytes), 0);
  }
}

/**
 * Takes the page's first row, whatever its size, and those behind it that fit. Without `CROSS` SQLite reads all of the
 * account's rows.
 */
const statement = (conditions: readonly string[], order: Direction): string =>
  `SELECT ${journalColumns}, bytes FROM (
    SELECT position AS place, bytes, SUM(bytes) OVER (ORDER BY position ${order}) AS total FROM (
      SELECT position, ${entryBytes} AS bytes
      FROM journal WHERE ${['account_id = :account', ...conditions].join(' AND ')}
      ORDER BY position ${order} LIMIT ?
    ) AS candidates
  ) AS sized CROSS JOIN journal ON account_id = :account AND position = place
  WHERE total + ? <= ? OR total + ? = bytes ORDER BY place ${order}`;
