import { entryOfEvent } from '../../../application/audit/journal-entries.ts';
import type { JournalEntry, JournalTargetType } from '../../../application/ports/journal.ts';
import type { DomainEvent } from '../../../domain/shared/domain-event.ts';
import type { AccountScope } from '../account-scope.ts';
import { AccountStatement } from '../account-statement.ts';
import type { SqlValue } from '../connections/sql-connection.ts';
import { entryColumns, entryValues } from './journal-row.ts';

const row = '(:account, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)';

/** Below the parameters that a statement may have. */
const entriesPerStatement = 1000;

/** A change yields one or two events, so two statements serve nearly all. */
const inserts = [1, 2].map(insertOf);

/** Writes the durable form of events on the connection, and so in the transaction, that wrote the change. */
export async function storeEvents(
  scope: AccountScope,
  events: readonly DomainEvent<string, JournalTargetType>[],
): Promise<void> {
  await storeEntries(
    scope,
    events.map((event) => entryOfEvent(scope.caller, event)),
  );
}

export async function storeEntries(scope: AccountScope, entries: readonly JournalEntry[]): Promise<void> {
  for (let start = 0; start < entries.length; start += entriesPerStatement) {
    const batch = entries.slice(start, start + entriesPerStatement);
    const statement = inserts[batch.length - 1] ?? insertOf(batch.length);
    await scope.run(statement, batch.flatMap<SqlValue>(entryValues));
  }
}

function insertOf(rows: number): AccountStatement {
  return new AccountStatement(
    `INSERT INTO journal (${entryColumns}) VALUES ${Array(rows).fill(row).join(', ')}`,
  );
}
