import { clientAddress } from './client-address.ts';
import type { HttpContext, HttpMiddleware, RequestState } from './request-state.ts';
import { refuseForNow } from './surface.ts';
import { Tally } from './tally.ts';

/** On whose behalf a request is worked on: with an API token, or with the session of somebody who is signed in. */
export interface Holder {
  readonly accountId: string;
  readonly kind: 'token' | 'session' | 'operator';
  /** Of the token or the session. Operators have one together. */
  readonly id: string;
}

interface Line {
  readonly holder: Holder;
  /** What has each of the requests begin that wait, the first first. */
  readonly waiting: Set<() => void>;
}

/** So many wait at most for each one that is worked on: of a request that waits nothing is held but its head. */
const waitingPerActive = 10;
const retrySeconds = 1;

/**
 * Bounds how many requests a process works on at once, and so its memory, whoever sends them. An account has half of the
 * places at most, a token or a session a quarter. Further requests wait, and these take turns. Of the places to wait in, and of those
 * of requests of which it is not known yet who asks, nobody has more than are left, so that others find one as well.
 */
export class RequestsInFlight {
  private readonly activeOfAccounts = new Tally();
  private readonly activeOfHolders = new Tally();
  private readonly waitingOfAccounts = new Tally();
  private readonly unknownOfAddresses = new Tally();
  /** By the id of the token or session, in the order of their turns. */
  private readonly lines = new Map<string, Line>();
  private readonly waitingMax: number;

  /** @param activeMax - how many are worked on at once. */
  constructor(private readonly activeMax: number) {
    this.waitingMax = activeMax * waitingPerActive;
  }

  /** Counts a request against the address from which it came, until it is known who asks. */
  readonly middleware: HttpMiddleware = (context, next) => {
    const { state, res } = context;
    const address = clientAddress(context);
    if (!this.hasPlaceFor(address, this.unknownOfAddresses)) {
      return refuseAsTooMany(context, this.unknownOfAddresses.of(address));
    }
    this.unknownOfAddresses.add(address);
    state.leave = () => this.unknownOfAddresses.remove(address);
    res.once('close', () => leave(state));
    return next();
  };

  /**
   * Gives a request a place, which it has until its answer is out.
   *
   * @returns `true`, or a promise where it has to wait; `false` where it is refused or the client is gone meanwhile.
   */
  begin(context: HttpContext, holder: Holder): boolean | Promise<boolean> {
    if (context.res.destroyed) return false;
    leave(context.state);
    if (!this.mayBegin(holder)) return this.turn(context, holder);
    this.take(context.state, holder);
    return true;
  }

  private mayBegin({ accountId, id }: Holder): boolean {
    return (
      this.activeOfHolders.total < this.activeMax &&
      this.activeOfAccounts.of(accountId) < this.activeMax / 2 &&
      this.activeOfHolders.of(id) < this.activeMax / 4
    );
  }

  private take(state: RequestState, { accountId, id }: Holder): void {
    this.activeOfAccounts.add(accountId);
    this.activeOfHolders.add(id);
    state.leave = () => {
      this.activeOfAccounts.remove(accountId);
      this.activeOfHolders.remove(id);
      this.serveNext();
    };
  }

  private turn(context: HttpContext, holder: Holder): boolean | Promise<boolean> {
    const { state } = context;
    const { accountId, id } = holder;
    if (!this.hasPlaceFor(accountId, this.waitingOfAccounts)) {
      refuseAsTooMany(context, this.waitingOfAccounts.of(accountId));
      return false;
    }
    const line = this.lines.get(id) ?? { holder, waiting: new Set() };
    this.lines.set(id, line);
    this.waitingOfAccounts.add(accountId);
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const end = (begins: boolean) => {
      clearTimeout(late);
      line.waiting.delete(begin);
      if (line.waiting.size === 0) this.lines.delete(id);
      this.waitingOfAccounts.remove(accountId);
      if (begins) this.take(state, holder);
      resolve(begins);
    };
    const begin = () => end(true);
    const late = setTimeout(
      () => {
        leave(state);
        refuseAsTooMany(context, 0);
      },
      Math.max(0, state.deadline - performance.now()),
    );
    line.waiting.add(begin);
    state.leave = () => end(false);
    return promise;
  }

  private serveNext(): void {
    for (const [id, line] of this.lines) {
      const [begin] = line.waiting;
      if (begin === undefined || !this.mayBegin(line.holder)) continue;
      // Behind the others until all of them had a turn.
      this.lines.delete(id);
      this.lines.set(id, line);
      begin();
      return;
    }
  }

  private hasPlaceFor(who: string, places: Tally): boolean {
    return places.of(who) < this.waitingMax - places.total;
  }
}

/** Gives back the place that the request has, if it has one. */
function leave(state: RequestState): void {
  const giveBack = state.leave;
  state.leave = undefined;
  giveBack?.();
}

/** @param own - how many of them are of whoever asks; whoever has none is not the cause. */
const refuseAsTooMany = (context: HttpContext, own: number): void =>
  refuseForNow(
    context,
    own === 0 ? 503 : 429,
    retrySeconds,
    'Too many requests are under way. Nothing has changed; send this one again.',
  );
