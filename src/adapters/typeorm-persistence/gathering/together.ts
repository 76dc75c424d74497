import type { Caller } from '../../../application/ports/caller.ts';
import { StorageUnavailable } from '../../../application/ports/storage-errors.ts';
import type { GatheredKind, StorageObserver } from '../../../application/ports/storage-observer.ts';
import type { TraceContext } from '../../../application/ports/trace-context.ts';
import { LimitMet } from '../connections/database-failure.ts';
import type { RetryingConnections } from '../connections/retrying-connections.ts';
import { GatheredWork } from './gathered-work.ts';
import { Gathering } from './gathering.ts';
import { type Outcome, settle } from './outcomes.ts';

/** Several works of one account. */
export type Works<Scope> = readonly [GatheredWork<Scope>, GatheredWork<Scope>, ...GatheredWork<Scope>[]];

interface WaysOfWorking<Scope> {
  alone<Result>(caller: Caller, run: (scope: Scope) => Promise<Result>): Promise<Result>;
  /** @throws Error where nothing of any work is done. */
  together(works: Works<Scope>, trace: TraceContext | undefined): Promise<readonly Outcome<Scope>[]>;
}

/** Does works together that wait at the same time; and each by itself where that fails, so that it has its own outcome. */
export class Together<Scope> {
  private readonly gathering: Gathering<GatheredWork<Scope>>;

  /** @param groupsMax - of an account that are under way at once. */
  constructor(
    private readonly kind: GatheredKind,
    groupsMax: number,
    private readonly connections: RetryingConnections,
    private readonly ways: WaysOfWorking<Scope>,
    private readonly batches?: StorageObserver['batches'],
  ) {
    this.gathering = new Gathering(groupsMax, (works) => this.doAll(works));
  }

  /**
   * @param about - works about the same are done one after the other.
   * @throws StorageUnavailable, and whatever else the work throws.
   */
  async do<Result>(caller: Caller, run: (scope: Scope) => Promise<Result>, about?: string): Promise<Result> {
    const work = new GatheredWork(caller, run, about);
    this.gathering.add(work);
    try {
      return (await work.outcome) as Result;
    } catch (error) {
      throw error instanceof LimitMet ? this.connections.refused('busy', error, caller) : error;
    }
  }

  private async doAll(works: readonly GatheredWork<Scope>[]): Promise<void> {
    const batch = this.batches?.began(
      this.kind,
      works.map(({ caller }) => caller),
    );
    const left = isSeveral(works) ? await this.doTogether(works, batch?.trace) : works;
    batch?.ended();
    await Promise.all(left.map((work) => this.doAlone(work)));
  }

  /** @returns those that have to be done by themselves. */
  private async doTogether(
    works: Works<Scope>,
    trace: TraceContext | undefined,
  ): Promise<readonly GatheredWork<Scope>[]> {
    try {
      return settle(await this.ways.together(works, trace));
    } catch (error) {
      if (!isOfAll(error)) return works;
      for (const work of works) work.reject(error);
      return [];
    }
  }

  private async doAlone(work: GatheredWork<Scope>): Promise<void> {
    try {
      work.resolve(await this.ways.alone(work.caller, work.run));
    } catch (error) {
      work.reject(error);
    }
  }
}

const isSeveral = <Scope>(works: readonly GatheredWork<Scope>[]): works is Works<Scope> => works.length > 1;

/** Whether each of the works would meet the error by itself, or may not be done again. */
const isOfAll = (error: unknown): boolean =>
  error instanceof StorageUnavailable &&
  ['unreachable', 'unusable', 'outcomeUnknown'].includes(error.trouble);
