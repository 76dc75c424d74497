import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { clientAddress, rangeOf } from './client-address.ts';
import { type Count, RatePolicy } from './rate-policy.ts';
import type { HttpContext } from './request-state.ts';
import type { Holder } from './requests-in-flight.ts';
import { refuseForNow } from './surface.ts';

/** Each is an average over ten seconds. */
export interface RateLimitSettings {
  /** Of an API token, and of the session of somebody who is signed in. */
  readonly tokenRequestsPerSecondMax: number;
  readonly accountRequestsPerSecondMax: number;
  /** Of requests from one address of which it is not known who asks. */
  readonly unknownRequestsPerSecondMax: number;
}

const genuineMax = 10_000;

/**
 * How often a token, a session, an account, and whoever is not known may ask this process.
 *
 * Wrong tokens count against the address from which they come, and against no account, so that nobody locks an account
 * out. Okta sends for many accounts from one address: a token that was right goes on working there, whatever others send.
 */
export class RateLimits {
  private readonly ofHolders: Readonly<Record<Holder['kind'], RatePolicy>>;
  private readonly ofAccounts: RatePolicy;
  private readonly ofAddresses: RatePolicy;
  /** Digests of the tokens and secrets of sessions that were right when they were last looked at. */
  private readonly genuine = new LRUCache<string, true>({ max: genuineMax });

  constructor(settings: RateLimitSettings) {
    const perSecondMax = settings.tokenRequestsPerSecondMax;
    this.ofHolders = {
      token: new RatePolicy('token', perSecondMax),
      session: new RatePolicy('session', perSecondMax),
      operator: new RatePolicy('operator', perSecondMax),
    };
    this.ofAccounts = new RatePolicy('account', settings.accountRequestsPerSecondMax);
    this.ofAddresses = new RatePolicy('address', settings.unknownRequestsPerSecondMax);
  }

  /** Counts a request of somebody who is not known. @returns whether it may go on; otherwise it is refused. */
  async admitUnknown(context: HttpContext): Promise<boolean> {
    return admit(context, [await this.ofAddresses.count(rangeOf(clientAddress(context)))]);
  }

  /** Counts a request of somebody who is known. @returns whether it may go on; otherwise it is refused. */
  async admit(context: HttpContext, { accountId, kind, id }: Holder): Promise<boolean> {
    const own = await this.ofHolders[kind].count(id);
    // What is refused for the token's or the session's sake costs the account nothing.
    return admit(context, own.isExceeded ? [own] : [own, await this.ofAccounts.count(accountId)]);
  }

  wasGenuine(credential: string): boolean {
    return credential !== '' && this.genuine.has(digestOf(credential));
  }

  /** Remembers that a token or the secret of a session is right, for which its address is charged nothing. */
  async noteGenuine(context: HttpContext, credential: string): Promise<void> {
    this.genuine.set(digestOf(credential), true);
    await this.ofAddresses.takeBack(rangeOf(clientAddress(context)));
  }

  forget(credential: string): void {
    this.genuine.delete(digestOf(credential));
  }
}

const digestOf = (credential: string): string => hash('sha256', credential, 'base64url');

/** Tells clients what they have left, in the fields of draft-ietf-httpapi-ratelimit-headers. */
function admit(context: HttpContext, counts: readonly Count[]): boolean {
  context.res.setHeader('RateLimit-Policy', counts.map(({ policy }) => policy.text).join(', '));
  context.res.setHeader('RateLimit', counts.map(({ text }) => text).join(', '));
  const exceeded = counts.find(({ isExceeded }) => isExceeded);
  if (exceeded === undefined) return true;
  const { name, requestsMax, windowSeconds } = exceeded.policy;
  refuseForNow(
    context,
    429,
    exceeded.resetSeconds,
    `Too many requests: this ${name} may send ${requestsMax} in ${windowSeconds} seconds. Nothing has changed; send this one again in ${exceeded.resetSeconds} seconds.`,
  );
  return false;
}
