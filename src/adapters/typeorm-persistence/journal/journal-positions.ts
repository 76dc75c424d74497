import type { Instant } from '../../../domain/shared/instant.ts';
import type { SqlConnection } from '../connections/sql-connection.ts';

/**
 * Which positions the journal holds, whoever's entries they are: no more than that may be asked across accounts,
 * since a position that one account misses may have been given to another.
 */
export class JournalPositions {
  constructor(private readonly connection: SqlConnection) {}

  /** The newest position whose entry is from that time or before; 0 where there is none. */
  async newestUntil(at: Instant): Promise<number> {
    const [row] = await this.connection.rows<{ position: number }>(
      'SELECT position FROM journal WHERE recorded_at <= ? ORDER BY position DESC LIMIT 1',
      [at],
    );
    return Number(row?.position ?? 0);
  }

  /** Whether every position behind `from`, up to and with `to`, is there. */
  async areComplete(from: number, to: number): Promise<boolean> {
    const [row] = await this.connection.rows<{ present: number }>(
      'SELECT COUNT(*) AS present FROM journal WHERE position > ? AND position <= ?',
      [from, to],
    );
    return Number(row?.present ?? 0) === Math.max(0, to - from);
  }
}
