import { entryOfEvent } from '../../../application/audit/journal-entries.ts';
import type { JournalEntry, JournalTargetType } from '../../../application/ports/journal.ts';
import type { DomainEvent } from '../../../domain/shared/domain-event.ts';
import type { AccountScope } from '../account-scope.ts';
import { AccountStatement } from '../account-statement.ts';
import type { SqlValue } from '../connections/sql-connection.ts';
import { batchesOf, placesOf } from '../statement-batches.ts';
import { entryColumns, entryValues } from './journal-row.ts';

const row = '(:account, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)';

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
  for (const batch of batchesOf(entries)) {
    const statement = inserts[batch.length - 1] ?? insertOf(batch.length);
    await scope.run(statement, batch.flatMap<SqlValue>(entryValues));
  }
}

function insertOf(rows: number): AccountStatement {
  return new AccountStatement(
    `INSERT INTO journal (${entryColumns}) VALUES ${placesOf(Array(rows).fill(row), row)}`,
  );
}
