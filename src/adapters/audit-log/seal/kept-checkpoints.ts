import type { KeptCheckpoint } from '../../../application/ports/audit-seal.ts';
import type { LentValue } from '../../../application/ports/lent-connection.ts';
import type { LogConnection } from '../../../application/ports/log-connections.ts';
import type { Instant } from '../../../domain/shared/instant.ts';

interface CheckpointRow {
  readonly size: number;
  readonly note: string;
  readonly made_at: Instant;
}

async function checkpoints(
  connection: LogConnection,
  rest: string,
  parameters: readonly LentValue[],
): Promise<readonly KeptCheckpoint[]> {
  const rows = await connection.rows<CheckpointRow>(
    `SELECT size, note, made_at FROM seal_checkpoints ${rest}`,
    parameters,
  );
  return rows.map(({ size, note, made_at }) => ({ size: Number(size), note, madeAt: made_at }));
}

export async function lastCheckpoint(connection: LogConnection): Promise<KeptCheckpoint | undefined> {
  return (await checkpoints(connection, 'ORDER BY size DESC LIMIT 1', []))[0];
}

/** Those of more entries than so many, the smallest first. */
export const checkpointsBehind = (
  connection: LogConnection,
  size: number,
  limit: number,
): Promise<readonly KeptCheckpoint[]> =>
  checkpoints(connection, 'WHERE size > ? ORDER BY size LIMIT ?', [size, connection.limit(limit)]);

/** Those that are not outside of the database yet, the smallest first. */
export const undeliveredCheckpoints = (
  connection: LogConnection,
  limit: number,
): Promise<readonly KeptCheckpoint[]> =>
  checkpoints(connection, 'WHERE delivered_at IS NULL ORDER BY size LIMIT ?', [connection.limit(limit)]);

export async function keepCheckpoint(
  connection: LogConnection,
  { size, note, madeAt }: KeptCheckpoint,
): Promise<void> {
  await connection.run('INSERT INTO seal_checkpoints (size, note, made_at) VALUES (?, ?, ?)', [
    size,
    note,
    madeAt,
  ]);
}

export async function noteDelivered(connection: LogConnection, size: number, at: Instant): Promise<void> {
  await connection.run('UPDATE seal_checkpoints SET delivered_at = ? WHERE size = ?', [at, size]);
}

/** How many are not outside of the database, and when the first of them was made. */
export async function undeliveredSince(
  connection: LogConnection,
): Promise<{ readonly undelivered: number; readonly undeliveredSince?: Instant }> {
  const [row] = await connection.rows<{ undelivered: number; since: Instant | null }>(
    'SELECT COUNT(*) AS undelivered, MIN(made_at) AS since FROM seal_checkpoints WHERE delivered_at IS NULL',
    [],
  );
  return { undelivered: Number(row?.undelivered), undeliveredSince: row?.since ?? undefined };
}

/** The one of so many entries. */
export async function checkpointOf(
  connection: LogConnection,
  size: number,
): Promise<KeptCheckpoint | undefined> {
  return (await checkpoints(connection, 'WHERE size = ?', [size]))[0];
}
