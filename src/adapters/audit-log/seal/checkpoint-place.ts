import { type KeptCheckpoint, SealFailed } from '../../../application/ports/audit-seal.ts';
import type { Clock } from '../../../application/ports/clock.ts';
import type { LogConnections } from '../../../application/ports/log-connections.ts';
import { noteDelivered, undeliveredCheckpoints } from './kept-checkpoints.ts';

/** Where checkpoints are written down, so that whoever rewrites the database is found out. */
export interface CheckpointPlace {
  /** As the configuration names it. */
  readonly name: string;
  /** Writes a checkpoint down. To do so again changes nothing. @throws Error that says why it cannot. */
  put(checkpoint: KeptCheckpoint): Promise<void>;
  /** The notes that are there, by their sizes, the smallest first; absent where they cannot be read. */
  notes?(): AsyncIterable<string>;
  /** How many entries the newest one is about, 0 where there is none; absent as `notes`. */
  newestSize?(): Promise<number>;
}

const checkpointsPerRound = 100;

/**
 * Writes down what is not there yet, the oldest first.
 *
 * @throws SealFailed for the first that cannot be written down; those before it are.
 */
export async function deliverCheckpoints(
  connections: LogConnections,
  place: CheckpointPlace,
  clock: Clock,
): Promise<void> {
  for (;;) {
    const some = await connections.read((connection) =>
      undeliveredCheckpoints(connection, checkpointsPerRound),
    );
    for (const checkpoint of some) {
      await putOrFail(place, checkpoint);
      await connections.transact((connection) => noteDelivered(connection, checkpoint.size, clock.now()));
    }
    if (some.length < checkpointsPerRound) return;
  }
}

async function putOrFail(place: CheckpointPlace, checkpoint: KeptCheckpoint): Promise<void> {
  try {
    await place.put(checkpoint);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new SealFailed(
      `The checkpoint of ${checkpoint.size} entries cannot be written to ${place.name}: ${why}. It is tried again each minute.`,
      { cause: error },
    );
  }
}
