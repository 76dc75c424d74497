import type { LogConnections } from '../../../application/ports/log-connections.ts';
import { checkpointOf } from '../seal/kept-checkpoints.ts';
import { checkedCheckpoint } from './checked-checkpoint.ts';
import { faultAt } from './fault-found.ts';
import type { Trusted } from './sealed-walk.ts';

/** How many checkpoints outside of the database are the same as in it. */
export interface Found {
  same: number;
}

/** Nothing in a database tells one from the other. */
const orRestored =
  '; where an older backup was restored, these checkpoints are of what was lost with it: keep them, and name a new place in ROLLCALL_AUDIT_CHECKPOINTS';

/**
 * Holds checkpoints that were kept outside of the database, in any order, against those in it.
 *
 * @throws FaultFound
 */
export async function compareOutside(
  connections: LogConnections,
  notes: AsyncIterable<string>,
  trusted: Trusted,
  found: Found,
): Promise<void> {
  let [sameUpTo, differsAt] = [0, Number.POSITIVE_INFINITY];
  for await (const note of notes) {
    const { size, root } = checkedCheckpoint(note, 'A checkpoint outside of the database', trusted);
    const kept = await connections.read((connection) => checkpointOf(connection, size));
    const same =
      kept !== undefined &&
      checkedCheckpoint(kept.note, `The checkpoint of ${size} entries`, trusted).root.equals(root);
    if (!same) differsAt = Math.min(differsAt, size);
    else if (size < differsAt) {
      found.same += 1;
      sameUpTo = Math.max(sameUpTo, size);
    }
  }
  if (differsAt === Number.POSITIVE_INFINITY) return;
  if (differsAt > trusted.size)
    throw faultAt(
      'truncated',
      trusted.size + 1,
      `The audit log was truncated: a checkpoint outside of the database is about ${differsAt} entries, and the last one in it about ${trusted.size}${orRestored}.`,
    );
  throw faultAt(
    'unknownCheckpoint',
    sameUpTo + 1,
    `A checkpoint of ${differsAt} entries outside of the database is not one of those in it: what stands at positions up to ${differsAt} was written anew, behind position ${sameUpTo} at the earliest${orRestored}.`,
  );
}
