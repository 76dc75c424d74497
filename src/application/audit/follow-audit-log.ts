import type { Caller } from '../ports/caller.ts';
import type { JournalPage } from '../ports/event-feed.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';

export const entriesPerPageMax = 1000;

export interface AuditLogPosition {
  /** `next` of the page before; 0 to begin at the beginning. */
  readonly after: number;
  readonly limit?: number;
}

/** The account's audit log from a position on, the oldest entries first; whoever reads on skips none. */
export class FollowAuditLog {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async execute(
    caller: Caller,
    { after, limit = entriesPerPageMax }: AuditLogPosition,
  ): Promise<JournalPage> {
    const bounded = Math.min(Math.max(1, limit), entriesPerPageMax);
    return this.unitOfWork.read(caller, (scope) => scope.journal.after(after, bounded));
  }
}
