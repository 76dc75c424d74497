import type { JournalEntry, RefusalJournal } from '../../../application/ports/journal.ts';
import { AccountScope } from '../account-scope.ts';
import type { PatientConnections } from '../patient-connections.ts';
import { storeEntries } from './store-entries.ts';

export class SqlRefusalJournal implements RefusalJournal {
  constructor(private readonly connections: PatientConnections) {}

  async record(entries: readonly JournalEntry[]): Promise<void> {
    const [first] = entries;
    if (first === undefined) return;
    await this.connections.transact((connection) =>
      storeEntries(new AccountScope(connection, this.connections.dialect, first, false), entries),
    );
  }
}
