import type { JournalEntry } from '../ports/journal-entry.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';

/**
 * A unit of work whose transactions do all that is asked of them, answer with what came of it, and are undone, each by itself.
 *
 * @param tell - is given what each of them would have had the journal tell.
 */
export const undoingUnitOfWork = (
  unitOfWork: UnitOfWork,
  tell: (entries: readonly JournalEntry[]) => void = () => {},
): UnitOfWork => ({
  read: (caller, work, looksUpOne) => unitOfWork.read(caller, work, looksUpOne),
  dryRun: (caller, work) => unitOfWork.dryRun(caller, work),
  transact: async (caller, work) => {
    const { result, entries } = await unitOfWork.dryRun(caller, work);
    tell(entries);
    return result;
  },
});
