import { DomainError } from '../../domain/shared/domain-error.ts';
import type { Caller } from '../ports/caller.ts';
import type { Attempt } from '../ports/journal-entry.ts';
import type { UnitOfWork, WriteScope } from '../ports/unit-of-work.ts';
import type { AccountContext } from '../use-case/use-case.ts';
import type { ImportOutcome } from './import-outcome.ts';

/** Long transactions keep others waiting. */
export const rowsMax = 1000;

interface RowImport<Row> {
  readonly rows: readonly Row[];
  /** Rows of the same key are about the same thing. They are done in one transaction, in their order. */
  readonly keyOf: (row: Row) => unknown;
  /** What the journal says of a row that is refused. */
  readonly targetOf: (row: Row) => Attempt['target'];
  /**
   * Does what rows of one key ask for.
   *
   * @returns an outcome for each, in the same order.
   * @throws DomainError where none of them can be done, and nothing was.
   */
  readonly importTogether: (scope: WriteScope, rows: readonly Row[]) => Promise<readonly ImportOutcome[]>;
}

/**
 * Imports rows, of which one that is refused stops no other. Refusals are in the journal.
 *
 * @returns an outcome for each row, in the same order.
 * @throws StorageUnavailable, and then some may have been imported.
 */
export async function importRows<Row>(
  unitOfWork: UnitOfWork,
  caller: Caller,
  context: AccountContext,
  { rows, keyOf, targetOf, importTogether }: RowImport<Row>,
): Promise<readonly ImportOutcome[]> {
  const record = (scope: WriteScope, row: Row, outcome: ImportOutcome | undefined) => {
    if (!(outcome instanceof DomainError)) return;
    const attempt = { action: context.attempt.action, target: targetOf(row) };
    const recorded = context.refusals.recordable(caller, attempt, outcome, context.at);
    if (recorded !== undefined) scope.recordRefusal(attempt, recorded, context.at);
  };
  const outcomesOf = async (some: readonly Row[]): Promise<readonly ImportOutcome[]> => {
    try {
      return await unitOfWork.transact(caller, async (scope) => {
        const outcomes = await importTogether(scope, some);
        for (const [index, row] of some.entries()) record(scope, row, outcomes[index]);
        return outcomes;
      });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      await unitOfWork.transact(caller, async (scope) => {
        for (const row of some) record(scope, row, error);
      });
      return some.map(() => error);
    }
  };
  const outcomes = new Map<Row, ImportOutcome>();
  for (const some of Map.groupBy(rows, keyOf).values()) {
    for (const [index, outcome] of (await outcomesOf(some)).entries()) {
      const row = some[index];
      if (row !== undefined) outcomes.set(row, outcome);
    }
  }
  return rows.map((row) => outcomes.get(row) ?? 'alreadyThere');
}
