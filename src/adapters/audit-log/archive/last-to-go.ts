import type { AuditSinkName } from '../../../application/ports/audit-sinks.ts';
import type { LogConnection } from '../../../application/ports/log-connections.ts';
import type { AccountId } from '../../../domain/shared/identifiers.ts';
import type { Instant } from '../../../domain/shared/instant.ts';

interface ToGo {
  readonly accountId: AccountId;
  readonly before: Instant;
  /** How many entries are sealed. */
  readonly sealed: number;
  /** Which have to have had what goes. */
  readonly sinks: readonly AuditSinkName[];
}

/** The last entry from before a time that is sealed, is found by its terms and has arrived at each sink. */
export async function lastToGo(
  connection: LogConnection,
  { accountId, before, sealed, sinks }: ToGo,
): Promise<number> {
  const [later] = await connection.rows<{ position: number | null }>(
    // No index has sums, so that no database walks along the positions instead of the times.
    'SELECT MIN(position + 0) AS position FROM journal WHERE account_id = ? AND recorded_at >= ?',
    [accountId, before],
  );
  const followed = await connection.rows<{ position: number }>(
    `SELECT typed_position AS position FROM journal_indexed UNION ALL SELECT position FROM journal_sinks WHERE name IN (${sinks.map(() => '?').join(', ') || 'NULL'})`,
    sinks,
  );
  const next = later?.position ?? null;
  return Math.min(
    ...[sealed, ...followed.map(({ position }) => Number(position))],
    next === null ? sealed : Number(next) - 1,
  );
}
