import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';

/** Long enough for what clients send in one go, short enough to wait for. */
const windowSeconds = 10;

/** What somebody has used up of a policy. */
export interface Count {
  readonly policy: RatePolicy;
  readonly isExceeded: boolean;
  /** Whole seconds until all of it can be used again, at least one. */
  readonly resetSeconds: number;
  /** As a member of the field `RateLimit`. */
  readonly text: string;
}

/** How often each of many may ask. */
export class RatePolicy {
  readonly windowSeconds = windowSeconds;
  readonly requestsMax: number;
  /** As a member of the field `RateLimit-Policy`. */
  readonly text: string;
  private readonly limiter: RateLimiterMemory;

  /** @param name - whom it counts, as clients read it. */
  constructor(
    readonly name: string,
    perSecond: number,
  ) {
    this.requestsMax = perSecond * windowSeconds;
    this.text = `"${name}";q=${this.requestsMax};w=${windowSeconds}`;
    this.limiter = new RateLimiterMemory({ points: this.requestsMax, duration: windowSeconds });
  }

  /** Counts a request, also one that is then refused. */
  async count(who: string): Promise<Count> {
    // `consume` does the same, but rejects where nothing is left, which is no error.
    return this.countOf(await this.limiter.penalty(who));
  }

  async takeBack(who: string): Promise<void> {
    await this.limiter.reward(who);
  }

  private countOf({ consumedPoints, remainingPoints, msBeforeNext }: RateLimiterRes): Count {
    const resetSeconds = Math.max(1, Math.ceil(msBeforeNext / 1000));
    return {
      policy: this,
      isExceeded: consumedPoints > this.requestsMax,
      resetSeconds,
      text: `"${this.name}";r=${remainingPoints};t=${resetSeconds}`,
    };
  }
}
