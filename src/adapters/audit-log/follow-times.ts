import type { LogConnections } from '../../application/ports/log-connections.ts';
import type { Instant } from '../../domain/shared/instant.ts';
import { Lateness } from './lateness.ts';

/** Others that write do not wait for the reading. */
const entriesPerStep = 2_000;

interface TimesRow {
  readonly timed_position: number | string;
  readonly latest_milliseconds: number | string;
  readonly lateness_milliseconds: number | string;
}

/**
 * Looks by how much the times of the next entries, of all accounts, are out of their order.
 *
 * @returns whether there may be more.
 */
export async function followTimes(connections: LogConnections): Promise<boolean> {
  const { timed, lateness, rows } = await connections.read(async (connection) => {
    const [row] = await connection.rows<TimesRow>(
      'SELECT timed_position, latest_milliseconds, lateness_milliseconds FROM journal_indexed',
      [],
    );
    const timed = Number(row?.timed_position);
    const lateness = new Lateness(Number(row?.latest_milliseconds), Number(row?.lateness_milliseconds));
    const rows = await connection.rows<{ position: number | string; recorded_at: Instant }>(
      'SELECT position, recorded_at FROM journal WHERE position > ? ORDER BY position LIMIT ?',
      [timed, connection.limit(entriesPerStep)],
    );
    return { timed, lateness, rows };
  });
  const last = rows.at(-1);
  if (last === undefined) return false;
  for (const { recorded_at: at } of rows) lateness.add(at);
  await connections.transact((connection) =>
    // Another process may have been faster.
    connection.run(
      'UPDATE journal_indexed SET timed_position = ?, latest_milliseconds = ?, lateness_milliseconds = ? WHERE timed_position = ?',
      [Number(last.position), lateness.latest, lateness.most, timed],
    ),
  );
  return true;
}
