import type { Caller } from '../ports/caller.ts';
import type { JournalQuery, RecordedJournalEntry } from '../ports/event-feed.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';
import { entriesPerPageMax } from './follow-audit-log.ts';

/** The account's audit log, the newest entries first. */
export class ReadAuditLog {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async execute(caller: Caller, query: JournalQuery): Promise<readonly RecordedJournalEntry[]> {
    const limit = Math.min(Math.max(1, query.limit), entriesPerPageMax);
    return this.unitOfWork.read(caller, (scope) => scope.journal.latest({ ...query, limit }));
  }
}
