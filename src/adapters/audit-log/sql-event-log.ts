import type { EventLog } from '../../application/ports/event-log.ts';
import type { JournalEntry } from '../../application/ports/journal-entry.ts';
import type { LentConnection, LentValue } from '../../application/ports/lent-connection.ts';
import { entryColumns, entryValues } from './journal-row.ts';

/** 13 parameters and the account a row: far below the 32 766 of SQLite and the 65 535 of MySQL. */
const entriesPerStatement = 1000;

/** MariaDB takes 16 MiB, and a character is three bytes at most. A larger entry has a statement of its own. */
const charactersPerStatement = 4_000_000;

const row = `(:account${', ?'.repeat(entryColumns.split(', ').length - 1)})`;

/** Writes the journal on the connection, and so in the transaction, of the change that it records. */
export class SqlEventLog implements EventLog {
  async append(connection: LentConnection, entries: readonly JournalEntry[]): Promise<void> {
    for (const values of valuesPerStatement(entries)) {
      const rows = Array(values.length).fill(row).join(', ');
      await connection.write(`INSERT INTO journal (${entryColumns}) VALUES ${rows}`, values.flat());
    }
  }
}

function* valuesPerStatement(entries: readonly JournalEntry[]): Generator<readonly LentValue[][]> {
  let rows: LentValue[][] = [];
  let characters = 0;
  for (const entry of entries) {
    const values = entryValues(entry);
    const additional = values.reduce<number>((sum, value) => sum + String(value).length, 0);
    const isFull = rows.length === entriesPerStatement || characters + additional > charactersPerStatement;
    if (isFull && rows.length > 0) {
      yield rows;
      rows = [];
      characters = 0;
    }
    rows.push(values);
    characters += additional;
  }
  if (rows.length > 0) yield rows;
}
