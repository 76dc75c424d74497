/** Far below the parameters that a statement may have: 65 535 in MySQL, 32 766 in SQLite. */
const perStatement = 1000;

/** As many as one statement takes at a time. */
export function* batchesOf<One>(all: readonly One[], size = perStatement): Generator<readonly One[]> {
  for (let start = 0; start < all.length; start += size) yield all.slice(start, start + size);
}

/** The places of a batch's parameters in a list, `?, ?, ?`, or of its rows: `(:account, ?, ?), (:account, ?, ?)`. */
export const placesOf = (batch: readonly unknown[], place = '?'): string => batch.map(() => place).join(', ');
