/** Far below the parameters that a statement may have: 65 535 in MySQL, 32 766 in SQLite. */
const perStatement = 1000;

/** As many as one statement takes at a time. */
export function* batchesOf<Id>(all: readonly Id[]): Generator<readonly Id[]> {
  for (let start = 0; start < all.length; start += perStatement) yield all.slice(start, start + perStatement);
}

/** The places of a batch's parameters in a list: `?, ?, ?`. */
export const placesOf = (batch: readonly unknown[]): string => batch.map(() => '?').join(', ');
