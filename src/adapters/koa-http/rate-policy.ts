import { LRUCache } from 'lru-cache';

/** Long enough for what clients send in one go, short enough to wait for. */
const windowSeconds = 10;
/** Whoever asked longest ago begins anew where more than so many ask at once. */
const windowsMax = 50_000;

/** What somebody has used up of a policy. */
export interface Count {
  readonly policy: RatePolicy;
  readonly isExceeded: boolean;
  /** Whole seconds until all of it can be used again, at least one. */
  readonly resetSeconds: number;
  /** As a member of the field `RateLimit`. */
  readonly text: string;
}

interface Window {
  requests: number;
  /** In milliseconds of `performance.now()`. */
  readonly endsAt: number;
}

/** How often each of many may ask. */
export class RatePolicy {
  readonly windowSeconds = windowSeconds;
  readonly requestsMax: number;
  /** As a member of the field `RateLimit-Policy`. */
  readonly text: string;
  private readonly windows = new LRUCache<string, Window>({ max: windowsMax });

  /** @param name - whom it counts, as clients read it. */
  constructor(
    readonly name: string,
    perSecond: number,
  ) {
    this.requestsMax = perSecond * windowSeconds;
    this.text = `"${name}";q=${this.requestsMax};w=${windowSeconds}`;
  }

  /** Counts a request, also one that is then refused. */
  count(who: string): Count {
    const now = performance.now();
    const window = this.windowOf(who, now);
    window.requests += 1;
    const left = Math.max(0, this.requestsMax - window.requests);
    const resetSeconds = Math.max(1, Math.ceil((window.endsAt - now) / 1000));
    return {
      policy: this,
      isExceeded: window.requests > this.requestsMax,
      resetSeconds,
      text: `"${this.name}";r=${left};t=${resetSeconds}`,
    };
  }

  takeBack(who: string): void {
    this.windowOf(who, performance.now()).requests -= 1;
  }

  private windowOf(who: string, now: number): Window {
    const known = this.windows.get(who);
    if (known !== undefined && known.endsAt > now) return known;
    const begun = { requests: 0, endsAt: now + windowSeconds * 1000 };
    this.windows.set(who, begun);
    return begun;
  }
}
