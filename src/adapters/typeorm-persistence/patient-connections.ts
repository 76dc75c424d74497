import { setTimeout as pause } from 'node:timers/promises';
import { ConcurrentChange, StorageUnavailable } from '../../application/ports/storage-errors.ts';
import { CommitUnknown, type Connections } from './connections/connections.ts';
import type { SqlConnection } from './connections/sql-connection.ts';
import type { SqlDialect } from './dialects/sql-dialect.ts';

const conflictTriesMax = 12;
const connectionTriesMax = 3;
const pauseMillisecondsMin = 5;
const pauseMillisecondsMax = 500;

const outcomeUnknown =
  'The connection to the database broke while the change was being saved, so it may or may not have been made. Look at what is there, then try again.';

/**
 * Connections that run work again where that is safe: after a conflict, and after a connection that was lost
 * before the commit was sent, since the database then undid it all.
 */
export class PatientConnections {
  private readonly underWay = new Set<Promise<unknown>>();

  constructor(
    private readonly connections: Connections,
    readonly dialect: SqlDialect,
  ) {}

  /** @throws StorageUnavailable */
  read<Result>(work: (connection: SqlConnection) => Promise<Result>): Promise<Result> {
    return this.persist(() => this.connections.read(work));
  }

  /**
   * @param work - is told how many times it ran before.
   * @throws StorageUnavailable, and whatever else the work throws.
   */
  transact<Result>(
    work: (connection: SqlConnection, triesBefore: number) => Promise<Result>,
  ): Promise<Result> {
    return this.persist((triesBefore) =>
      this.connections.transact((connection) => work(connection, triesBefore)),
    );
  }

  /** Waits for what is under way, and for what it tries again. */
  async close(): Promise<void> {
    await Promise.allSettled(this.underWay);
    await this.connections.close();
  }

  private async persist<Result>(attempt: (triesBefore: number) => Promise<Result>): Promise<Result> {
    const work = this.repeat(attempt);
    this.underWay.add(work);
    try {
      return await work;
    } finally {
      this.underWay.delete(work);
    }
  }

  private async repeat<Result>(attempt: (triesBefore: number) => Promise<Result>): Promise<Result> {
    for (let tries = 0; ; tries++) {
      try {
        return await attempt(tries);
      } catch (error) {
        // Whatever was committed must not be done twice, so this is for the caller to look into.
        if (error instanceof CommitUnknown) throw new StorageUnavailable(outcomeUnknown, { cause: error });
        const triesMax = this.triesMaxAfter(error);
        if (triesMax === 1) throw error;
        if (tries + 1 >= triesMax) throw new StorageUnavailable(undefined, { cause: error });
        const longest = Math.min(pauseMillisecondsMax, pauseMillisecondsMin * 2 ** tries);
        // Whoever collided must not collide again by waiting equally long.
        await pause(longest * (0.5 + Math.random() / 2));
      }
    }
  }

  private triesMaxAfter(error: unknown): number {
    if (error instanceof ConcurrentChange) return conflictTriesMax;
    const failure = this.dialect.failureOf(error);
    if (failure === 'conflict') return conflictTriesMax;
    return failure === 'unavailable' ? connectionTriesMax : 1;
  }
}
