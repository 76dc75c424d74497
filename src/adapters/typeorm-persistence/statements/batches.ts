/**
 * Parameters of one statement. SQLite takes 32,766 and MySQL 65,535; half of the smaller number leaves room for what
 * a statement has besides its parts.
 */
const parametersPerStatementMax = 16_000;

/** Ids of an IN list. MariaDB makes a temporary table of a longer one. */
const listedPerStatementMax = 1_000;

/** Rows of an INSERT, which none of the databases plans. */
export const rowsPerStatementMax = 5_000;

/** Alternatives that OR joins. MySQL plans ranges for so many within the memory that it gives the planner. */
export const alternativesPerStatementMax = 500;

/** Selects that UNION joins. SQLite takes 500, and every database plans each of them before it runs the first. */
export const selectsPerStatementMax = 100;

interface BatchBounds<Part> {
  /** How many parameters a part has; 1 where it is not said. */
  readonly parametersOf?: (part: Part) => number;
  /** How many parts a statement may have; as many as a list, where it is not said. */
  readonly partsMax?: number;
}

/** The parts in batches that fit a statement each. A part that fits none is a batch of its own. */
export function* batchesOf<Part>(
  parts: readonly Part[],
  { parametersOf = () => 1, partsMax = listedPerStatementMax }: BatchBounds<Part> = {},
): Generator<readonly Part[]> {
  let batch: Part[] = [];
  let parameters = 0;
  for (const part of parts) {
    const additional = parametersOf(part);
    const isFull = batch.length === partsMax || parameters + additional > parametersPerStatementMax;
    if (isFull && batch.length > 0) {
      yield batch;
      batch = [];
      parameters = 0;
    }
    batch.push(part);
    parameters += additional;
  }
  if (batch.length > 0) yield batch;
}

/** The places of a batch's parameters in a list, `?, ?, ?`, or of its rows: `(:account, ?, ?), (:account, ?, ?)`. */
export const placeholdersOf = (batch: readonly unknown[], place = '?'): string =>
  batch.map(() => place).join(', ');
