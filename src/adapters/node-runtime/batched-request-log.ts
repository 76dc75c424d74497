import type { Clock } from '../../application/ports/clock.ts';
import type { OperationalLog } from '../../application/ports/operational-log.ts';
import type {
  AnsweredRequest,
  BodiesKept,
  RequestLog,
  RequestStore,
  WaitingRequest,
} from '../../application/ports/request-log.ts';
import { StorageUnavailable } from '../../application/ports/storage-errors.ts';
import type { AccountId } from '../../domain/shared/identifiers.ts';
import { inAccount, LostRequests } from './lost-requests.ts';

/** Written in one transaction: the embedded database has one writer, who is held for a few milliseconds. */
const requestsPerBatch = 1_000;
/** Whoever sets a directory up sees what it asks at once. */
const waitMilliseconds = 200;
/** While many requests come: a transaction costs as much as many of them. */
const busyMilliseconds = 1_000;
/** As many as `waitMilliseconds` bring where little happens. */
const fewRequests = 10;
/** While the database is in trouble. */
const troubledMilliseconds = 5_000;
const bodiesReadMilliseconds = 5_000;

export interface RequestLogBounds {
  /** How many requests wait at most to be written. */
  readonly requestsMax: number;
  /** How many characters they have at most together. */
  readonly charactersMax: number;
}

interface Batch {
  readonly batch: readonly WaitingRequest[];
  readonly write: () => Promise<void>;
}

const usualBounds: RequestLogBounds = { requestsMax: 10_000, charactersMax: 8_000_000 };

/**
 * Writes requests down a few at a time, beside those that are under way. What waits is bounded: while the database is in
 * trouble requests are lost, and nobody waits. How many were lost stands in the log where they would have stood.
 */
export class BatchedRequestLog implements RequestLog {
  private waiting: WaitingRequest[] = [];
  private charactersWaiting = 0;
  private readonly lost = new LostRequests();
  /** What is being written, or tried again. */
  private begun: Batch | undefined;
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> | undefined;
  /** In milliseconds of `performance.now()`. */
  private busyUntil = -Infinity;
  private isTroubled = false;
  private isClosed = false;
  private bodiesKeptIn: ReadonlyMap<AccountId, BodiesKept> = new Map();
  private bodiesReadAt = -Infinity;
  private bodiesTimer: NodeJS.Timeout | undefined;

  constructor(
    private readonly store: RequestStore,
    private readonly clock: Clock,
    private readonly log: OperationalLog,
    private readonly bounds = usualBounds,
  ) {}

  record(request: AnsweredRequest): void {
    const { requestsMax, charactersMax } = this.bounds;
    const hasPlace = !this.isClosed && this.waiting.length < requestsMax;
    const waiting = hasPlace ? this.store.waiting(inAccount(request)) : undefined;
    if (waiting === undefined || this.charactersWaiting + waiting.characters > charactersMax) {
      this.lost.count(request);
      return;
    }
    this.add(waiting);
    if (this.waiting.length >= requestsPerBatch && !this.isTroubled) this.write();
    else this.timer ??= setTimeout(() => this.write(), this.pauseMilliseconds).unref();
  }

  /** How many requests wait to be written, and how many were lost since the process began. */
  get load(): { readonly waiting: number; readonly lost: number } {
    return { waiting: this.waiting.length, lost: this.lost.altogether };
  }

  bodiesKept(accountId: AccountId): BodiesKept | undefined {
    const kept = this.bodiesKeptIn.get(accountId);
    return kept !== undefined && kept.until > this.clock.now() ? kept : undefined;
  }

  /**
   * Writes what waits, as far as it can be written in time, and takes nothing more.
   *
   * @param deadline - in milliseconds of `performance.now()`.
   */
  async close(deadline: number): Promise<void> {
    this.isClosed = true;
    // It would begin to write beside what is written here: the same batch again, and what stands behind it would not be.
    clearTimeout(this.timer);
    const { promise: late, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, Math.max(0, deadline - performance.now()));
    await Promise.race([this.writeAll(), late]);
    clearTimeout(timer);
    clearTimeout(this.bodiesTimer);
    for (const request of this.waiting) this.lost.count(request);
    if (this.lost.total > 0)
      this.log.warn('Requests were not written to the request log', { requests: this.lost.total });
  }

  private get pauseMilliseconds(): number {
    if (this.isTroubled) return troubledMilliseconds;
    return performance.now() < this.busyUntil ? busyMilliseconds : waitMilliseconds;
  }

  private add(request: WaitingRequest): void {
    this.waiting.push(request);
    this.charactersWaiting += request.characters;
  }

  private write(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.waiting.length > fewRequests) this.busyUntil = performance.now() + busyMilliseconds;
    this.writing ??= this.writeBatches().finally(() => {
      this.writing = undefined;
      if (this.waiting.length > 0 && !this.isClosed)
        this.timer ??= setTimeout(() => this.write(), this.pauseMilliseconds).unref();
    });
  }

  private async writeAll(): Promise<void> {
    await this.writing;
    await this.writeBatches();
  }

  /**
   * What waits. What comes meanwhile waits for a whole batch, or for its time: under load it would else be written a few
   * requests at a time, for ever.
   */
  private async writeBatches(): Promise<void> {
    // A process that is refused its start asks nothing of a database that is not its own.
    if (this.waiting.length === 0) return;
    await this.readWhoseBodiesAreKept();
    do {
      this.begun ??= await this.begin();
      const { batch } = this.begun;
      const lost = await this.lostOf(this.begun);
      if (this.isTroubled) return;
      this.begun = undefined;
      this.waiting.splice(0, batch.length);
      for (const { characters } of batch) this.charactersWaiting -= characters;
      if (lost.length === 0)
        for (const request of this.lost.take(this.clock.now())) this.add(this.store.waiting(request));
      for (const request of lost) this.lost.count(request);
    } while (this.waiting.length >= (this.isClosed ? 1 : requestsPerBatch));
  }

  private async begin(): Promise<Batch> {
    const batch = this.waiting.slice(0, requestsPerBatch);
    return { batch, write: await this.store.prepared(batch) };
  }

  /** Writes a batch. @returns those of it that can never be written; the database may be in trouble instead. */
  private async lostOf({ batch, write }: Batch): Promise<readonly WaitingRequest[]> {
    try {
      await write();
      this.isTroubled = false;
      return [];
    } catch (error) {
      this.isTroubled = error instanceof StorageUnavailable;
      if (this.isTroubled) return [];
      this.log.error('Requests could not be written to the request log', error, { requests: batch.length });
      return batch;
    }
  }

  private async readWhoseBodiesAreKept(): Promise<void> {
    const now = performance.now();
    if (now < this.bodiesReadAt + bodiesReadMilliseconds) return;
    this.bodiesReadAt = now;
    try {
      this.bodiesKeptIn = await this.store.bodiesKept(this.clock.now());
    } catch {
      // The database adapter has told operators why; nobody's bodies are kept then.
      this.bodiesKeptIn = new Map();
    }
    clearTimeout(this.bodiesTimer);
    if (this.bodiesKeptIn.size === 0 || this.isClosed) return;
    // Also where nobody asks for anything meanwhile: what has become confidential is not to be kept with the next request.
    const again = () => void this.readWhoseBodiesAreKept();
    this.bodiesTimer = setTimeout(again, bodiesReadMilliseconds).unref();
  }
}
