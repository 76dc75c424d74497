import type { LentConnection } from '../../application/ports/lent-connection.ts';

/**
 * Longer than a transaction can take: by then every position that was given out is in the journal, or was undone
 * and stays a gap.
 */
const settledAfterSeconds = 60;

const lastWithoutGap = `SELECT MAX(position) AS last FROM (
    SELECT position, position - ROW_NUMBER() OVER (ORDER BY position) AS origin
    FROM journal WHERE position > ?
  ) AS young WHERE origin = ?`;

/**
 * The last position behind `after` before which no entry can still appear. A database gives out positions in order, but
 * transactions commit in any order, so young entries count up to the first gap only. Positions of all accounts are
 * looked at, since a position that one account misses may have been given to another.
 */
export async function settledBehind(connection: LentConnection, after: number): Promise<number> {
  // The database's clock decides: those of the processes that write may differ, and an entry's `at` may be long before it
  // could be written.
  const settledSince = connection.secondsAgo(settledAfterSeconds);
  const [old] = await connection.rowsOfAllAccounts<{ position: number }>(
    `SELECT position FROM journal WHERE position > ? AND written_at <= ${settledSince} ORDER BY position DESC LIMIT 1`,
    [after],
  );
  const origin = old === undefined ? after : Number(old.position);
  const [young] = await connection.rowsOfAllAccounts<{ last: number | null }>(lastWithoutGap, [
    origin,
    origin,
  ]);
  return Number(young?.last ?? origin);
}
