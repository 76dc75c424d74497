import type { SqlConnection } from '../connections/sql-connection.ts';
import type { SqlDialect } from '../dialects/sql-dialect.ts';

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
 * Which positions the journal holds, whoever's entries they are: no more than that may be asked across accounts,
 * since a position that one account misses may have been given to another.
 */
export class JournalPositions {
  constructor(
    private readonly connection: SqlConnection,
    private readonly dialect: SqlDialect,
  ) {}

  /**
   * The last position behind `after` before which no entry can still appear: a database gives out positions in
   * order, but transactions commit in any order, so young entries count up to the first gap only.
   */
  async settledBehind(after: number): Promise<number> {
    const origin = (await this.newestOld(after)) ?? after;
    const [run] = await this.connection.rows<{ last: number | null }>(lastWithoutGap, [origin, origin]);
    return Number(run?.last ?? origin);
  }

  // The database's own clock decides: those of the processes that write may differ, and an entry's `at` may be
  // long before it could be written.
  private async newestOld(after: number): Promise<number | undefined> {
    const [row] = await this.connection.rows<{ position: number }>(
      `SELECT position FROM journal WHERE position > ? AND written_at <= ${this.dialect.secondsAgo(settledAfterSeconds)} ORDER BY position DESC LIMIT 1`,
      [after],
    );
    return row && Number(row.position);
  }
}
