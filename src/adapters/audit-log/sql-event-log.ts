import type { PersonalValues } from '../../application/ports/erasure-repository.ts';
import type { EventLog } from '../../application/ports/event-log.ts';
import type { JournalEntry } from '../../application/ports/journal-entry.ts';
import type { LentConnection, LentValue } from '../../application/ports/lent-connection.ts';
import type { LogConnection } from '../../application/ports/log-connections.ts';
import { eraseFromEntries } from './erasure/erase-from-entries.ts';
import { entryColumns, entryValues } from './journal-row.ts';

/** 13 parameters and the account a row: far below the 32 766 of SQLite and the 65 535 of MySQL. */
const entriesPerStatement = 1000;

/** MariaDB takes 16 MiB, and a character is three bytes at most. A larger entry has a statement of its own. */
const charactersPerStatement = 4_000_000;

const values = `:account${', ?'.repeat(entryColumns.split(', ').length - 1)}`;

const insert = (rows: number): string =>
  `INSERT INTO journal (${entryColumns}) VALUES ${Array(rows).fill(`(${values})`).join(', ')}`;

/** Nobody else writes meanwhile, so that the next positions are free. */
const insertNumbered = (rows: number): string => {
  const numbered = Array.from(
    { length: rows },
    (_, index) => `(${values}, (SELECT position FROM journal_order) + ${index + 1})`,
  );
  return `INSERT INTO journal (${entryColumns}, position) VALUES ${numbered.join(', ')}`;
};

/** Writes the journal on the connection, and so in the transaction, of the change that it records. */
export class SqlEventLog implements EventLog {
  async append(connection: LentConnection, entries: readonly JournalEntry[]): Promise<void> {
    const { hasOneWriter } = connection;
    for (const rows of valuesPerStatement(entries)) {
      await connection.write(hasOneWriter ? insertNumbered(rows.length) : insert(rows.length), rows.flat());
      if (hasOneWriter)
        await connection.writeOfAllAccounts('UPDATE journal_order SET position = position + ?', [
          rows.length,
        ]);
    }
  }

  erase(connection: LentConnection, entries: readonly PersonalValues[]): Promise<number> {
    return eraseFromEntries(connection, entries);
  }
}

/** Appends an entry in a transaction that concerns the log as a whole, and no account. */
export async function appendOfService(connection: LogConnection, entry: JournalEntry): Promise<void> {
  const row = [entry.accountId, ...entryValues(entry)];
  const places = row.map(() => '?').join(', ');
  await connection.run(
    connection.hasOneWriter
      ? `INSERT INTO journal (${entryColumns}, position) VALUES (${places}, (SELECT position FROM journal_order) + 1)`
      : `INSERT INTO journal (${entryColumns}) VALUES (${places})`,
    row,
  );
  if (connection.hasOneWriter) await connection.run('UPDATE journal_order SET position = position + 1', []);
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
