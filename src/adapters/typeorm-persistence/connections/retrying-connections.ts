import { setTimeout as pause } from 'node:timers/promises';
import { type Caller, serviceAccountId } from '../../../application/ports/caller.ts';
import type { OperationalLog } from '../../../application/ports/operational-log.ts';
import {
  ConcurrentChange,
  type StorageTrouble,
  StorageUnavailable,
} from '../../../application/ports/storage-errors.ts';
import type { StorageObserver } from '../../../application/ports/storage-observer.ts';
import { CommitUnknown, type Connections, type Lease } from './connections.ts';
import { type DatabaseFailure, LimitMet } from './database-failure.ts';
import type { ServedReleases } from './served-releases.ts';
import type { SqlConnection } from './sql-connection.ts';
import { millisecondsLeft } from './within-time.ts';

/** Who asks for a connection, as far as that is known. A `Caller` is one. */
export interface Borrower extends Partial<Pick<Caller, 'accountId' | 'deadline' | 'requestId' | 'trace'>> {
  /** Wants to know at once that the database is away. */
  readonly waitsForNoDatabase?: boolean;
}

/** For callers that set no deadline. */
const workMilliseconds = 30_000;
/** A deadline further away is brought forward to this. */
const workMillisecondsMax = 600_000;
/** Bridges a failover. Whoever asks while the database is away for longer is told so. */
const unreachableMilliseconds = 15_000;
const closeMilliseconds = 5_000;

/** Milliseconds before work is run again, doubled each time; after any other failure it is not. */
const pauses: Partial<Record<StorageTrouble, { readonly min: number; readonly max: number }>> = {
  conflict: { min: 5, max: 500 },
  unreachable: { min: 50, max: 500 },
};

/**
 * Lends connections, and runs work again where that is safe and can help: after a conflict, and after a connection that
 * was lost before the commit was sent, since the database then undid it all. What finally fails is told to operators.
 */
export class RetryingConnections {
  private readonly underWay = new Set<Promise<unknown>>();
  private isClosed = false;
  /** When the database last did not do what it was asked, in milliseconds of `performance.now()`. */
  troubledAt = 0;

  constructor(
    private readonly connections: Connections,
    private readonly failureOf: (error: unknown) => DatabaseFailure,
    private readonly log: OperationalLog,
    private readonly served: ServedReleases,
    private readonly observer?: Pick<StorageObserver, 'troubled'>,
  ) {}

  /** @throws StorageUnavailable, and whatever else the work throws. */
  read<Result>(borrower: Borrower, work: (connection: SqlConnection) => Promise<Result>): Promise<Result> {
    return this.track(borrower, (lease) => this.connections.read(lease, work));
  }

  /**
   * @param work - is told how many times it ran before.
   * @throws StorageUnavailable, and whatever else the work throws.
   */
  transact<Result>(
    borrower: Borrower,
    work: (connection: SqlConnection, triesBefore: number) => Promise<Result>,
  ): Promise<Result> {
    return this.track(borrower, (lease, triesBefore) =>
      this.connections.transact(lease, (connection) => work(connection, triesBefore)),
    );
  }

  /** As `transact`, on a connection that a process which stands still loses: see `Connections.transactWatched`. */
  transactWatched<Result>(
    borrower: Borrower,
    work: (connection: SqlConnection) => Promise<Result>,
  ): Promise<Result> {
    return this.track(borrower, (lease) => this.connections.transactWatched(lease, work));
  }

  /** Waits a few seconds for what is under way, though not beyond the deadline, then lets go of every connection. */
  async close(deadline = Infinity): Promise<void> {
    const waiting = new AbortController();
    const milliseconds = Math.min(closeMilliseconds, millisecondsLeft(deadline));
    const late = pause(milliseconds, undefined, { signal: waiting.signal }).catch(() => undefined);
    await Promise.race([Promise.allSettled(this.underWay), late]);
    waiting.abort();
    this.isClosed = true;
    await this.connections.close(deadline);
  }

  private async track<Result>(
    borrower: Borrower,
    attempt: (lease: Lease, triesBefore: number) => Promise<Result>,
  ): Promise<Result> {
    const work = this.repeat(borrower, attempt);
    this.underWay.add(work);
    try {
      return await work;
    } finally {
      this.underWay.delete(work);
    }
  }

  private async repeat<Result>(
    borrower: Borrower,
    attempt: (lease: Lease, triesBefore: number) => Promise<Result>,
  ): Promise<Result> {
    const lease = leaseOf(borrower);
    const patience = borrower.waitsForNoDatabase ? 0 : unreachableMilliseconds;
    let awaySince: number | undefined;
    let runAgainFor: unknown;
    if (this.served.refusal !== undefined) throw this.refused('outdated', this.served.refusal, borrower);
    for (let tries = 0; ; tries++) {
      try {
        return await attempt(lease, tries);
      } catch (thrown) {
        // A run for which no time is left tells nothing of why there had to be another one. Timers round to milliseconds.
        const isLate = thrown instanceof LimitMet && millisecondsLeft(lease.deadline) <= 1;
        const error = isLate ? (runAgainFor ?? thrown) : thrown;
        const failure = await this.troubleOf(error, lease);
        if (failure === undefined) throw error;
        awaySince = failure === 'unreachable' ? (awaySince ?? performance.now()) : undefined;
        const until = Math.min(lease.deadline, (awaySince ?? Infinity) + patience);
        const milliseconds = pauseAfter(failure, tries);
        if (this.isClosed || milliseconds >= millisecondsLeft(until))
          throw this.refused(failure, error, borrower, tries);
        runAgainFor = error;
        this.observer?.troubled?.(failure, true);
        await pause(milliseconds);
      }
    }
  }

  /** Absent where the error is the caller's to understand. */
  private async troubleOf(error: unknown, lease: Lease): Promise<StorageTrouble | undefined> {
    // Whatever was committed must not be done twice, so this is for the caller to look into.
    if (error instanceof CommitUnknown) return 'outcomeUnknown';
    if (error instanceof ConcurrentChange) return 'conflict';
    const failure = this.failureOf(error);
    if (failure === 'otherSchema') return (await this.isOutdated(lease)) ? 'outdated' : undefined;
    return failure === 'duplicate' || failure === 'ours' ? undefined : failure;
  }

  /** Whether a newer release has just taken away what was asked for. */
  private async isOutdated(lease: Lease): Promise<boolean> {
    await this.served.look(lease).catch(() => undefined);
    return this.served.refusal !== undefined;
  }

  /** Tells operators, and answers with what is told to whoever asked. */
  refused(
    failure: StorageTrouble,
    error: unknown,
    { requestId, accountId, trace }: Borrower,
    triesBefore = 0,
  ): StorageUnavailable {
    this.troubledAt = performance.now();
    this.observer?.troubled?.(failure, false);
    this.log.warn('The database did not do what it was asked', {
      failure,
      ...causeOf(error),
      tries: triesBefore + 1,
      requestId,
      accountId,
      traceId: trace?.traceId,
    });
    return new StorageUnavailable(failure, { cause: error });
  }
}

/** For whom, and until when at most. */
export function leaseOf({ accountId = serviceAccountId, deadline = Infinity, trace }: Borrower): Lease {
  const now = performance.now();
  const latest = now + (deadline === Infinity ? workMilliseconds : workMillisecondsMax);
  return { account: accountId, deadline: Math.min(deadline, latest), trace };
}

/** Endless where the work is not to be run again. */
function pauseAfter(failure: StorageTrouble, tries: number): number {
  const pauseOf = pauses[failure];
  if (pauseOf === undefined) return Infinity;
  // Whoever collided must not collide again by waiting equally long.
  return Math.min(pauseOf.max, pauseOf.min * 2 ** tries) * (0.5 + Math.random() / 2);
}

/** Of a driver's error no more than this, since it may carry the statement with its values. */
function causeOf(error: unknown): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error)) return { cause: String(error) };
  const { message, code, errno } = (error instanceof CommitUnknown ? error.cause : error) as Error & {
    readonly code?: unknown;
    readonly errno?: unknown;
  };
  return { cause: message, code, errno };
}
