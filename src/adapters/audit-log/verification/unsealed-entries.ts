import type { LogConnection, LogConnections } from '../../../application/ports/log-connections.ts';
import { faultAt } from './fault-found.ts';

const positionsPerPage = 10_000;

/**
 * Looks at the places where nothing is sealed: there are no entries before the first position and none beside another, and
 * behind the last checkpoint none is missing.
 *
 * @param size - how many entries are sealed, and were found to be there.
 * @returns how many are not sealed yet.
 * @throws FaultFound
 */
export async function countUnsealed(connections: LogConnections, size: number): Promise<number> {
  await connections.read((connection) => requireNoneBeside(connection, size));
  // First how far, then what: those that come meanwhile stand behind.
  const last = await connections.read(lastPosition);
  let position = size;
  for (;;) {
    const from = position;
    const page = await connections.read((connection) =>
      connection.rows<{ position: number }>(
        'SELECT position FROM journal WHERE position > ? ORDER BY position LIMIT ?',
        [from, connection.limit(positionsPerPage)],
      ),
    );
    for (const row of page) {
      position += 1;
      if (Number(row.position) !== position)
        throw faultAt(
          'removed',
          position,
          `The entry at position ${position}, which was not sealed yet, was removed.`,
        );
    }
    if (page.length < positionsPerPage) break;
  }
  if (position >= last) return position - size;
  throw faultAt(
    'truncated',
    position + 1,
    `The audit log was truncated: entries up to position ${last} were written, and the last one that is there is at position ${position}.`,
  );
}

async function requireNoneBeside(connection: LogConnection, size: number): Promise<void> {
  const [outside] = await connection.rows<{ position: number }>(
    'SELECT position FROM journal WHERE position < 1 ORDER BY position LIMIT 1',
    [],
  );
  const [row] = await connection.rows<{ found: number }>(
    'SELECT COUNT(*) AS found FROM journal WHERE position >= 1 AND position <= ?',
    [size],
  );
  const [twice] =
    Number(row?.found) === size
      ? []
      : await connection.rows<{ position: number }>(
          'SELECT position FROM journal WHERE position >= 1 AND position <= ? GROUP BY position HAVING COUNT(*) > 1 ORDER BY position LIMIT 1',
          [size],
        );
  const position = (outside ?? twice)?.position;
  if (position === undefined) return;
  throw faultAt(
    'inserted',
    Number(position),
    `At position ${position} there is an entry that was never sealed.`,
  );
}

async function lastPosition(connection: LogConnection): Promise<number> {
  const [row] = await connection.rows<{ position: number }>('SELECT position FROM journal_order', []);
  return Number(row?.position ?? 0);
}
