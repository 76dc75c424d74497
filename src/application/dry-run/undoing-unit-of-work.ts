import type { UnitOfWork } from '../ports/unit-of-work.ts';

/** Leaves the work of a transaction by its result, so that the transaction is undone. */
class Undone extends Error {
  override readonly name = 'Undone';

  constructor(readonly result: unknown) {
    super('The transaction was a trial.');
  }
}

/** A unit of work whose transactions do all that is asked of them, answer with what came of it, and are undone. */
export const undoingUnitOfWork = (unitOfWork: UnitOfWork): UnitOfWork => ({
  read: (caller, work, looksUpOne) => unitOfWork.read(caller, work, looksUpOne),
  transact: async <Result>(...[caller, work]: Parameters<typeof unitOfWork.transact<Result>>) => {
    try {
      return await unitOfWork.transact<Result>(caller, async (scope) => {
        throw new Undone(await work(scope));
      });
    } catch (error) {
      if (error instanceof Undone) return error.result as Result;
      throw error;
    }
  },
});
