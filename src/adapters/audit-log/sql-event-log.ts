import type { EventLog } from '../../application/ports/event-log.ts';
import type { JournalEntry } from '../../application/ports/journal-entry.ts';
import type { LentConnection, LentValue } from '../../application/ports/lent-connection.ts';
import { entryColumns, entryValues } from './journal-row.ts';

/** 13 parameters and the account a row: far below the 32 766 of SQLite and the 65 535 of MySQL. */
const entriesPerStatement = 1000;

const row = `(:account${', ?'.repeat(entryColumns.split(', ').length - 1)})`;

/** Writes the journal on the connection, and so in the transaction, of the change that it records. */
export class SqlEventLog implements EventLog {
  async append(connection: LentConnection, entries: readonly JournalEntry[]): Promise<void> {
    for (let start = 0; start < entries.length; start += entriesPerStatement) {
      const some = entries.slice(start, start + entriesPerStatement);
      const rows = Array(some.length).fill(row).join(', ');
      await connection.run(
        `INSERT INTO journal (${entryColumns}) VALUES ${rows}`,
        some.flatMap<LentValue>(entryValues),
      );
    }
  }
}
