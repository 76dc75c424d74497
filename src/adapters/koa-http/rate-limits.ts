import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { clientAddress, rangeOf } from './client-address.ts';
import { type Count, RatePolicy } from './rate-policy.ts';
import type { HttpContext } from './request-state.ts';
import type { Holder } from './requests-in-flight.ts';
import { refuseForNow } from './surface.ts';

/** Each is an average over ten seconds. */
export interface RateLimitSettings {
  readonly tokenRequestsPerSecondMax: number;
  readonly accountRequestsPerSecondMax: number;
  /** Of requests from one address whose token is not known to be right. */
  readonly unknownRequestsPerSecondMax: number;
}

const genuineTokensMax = 10_000;

/**
 * How often a token, an account, and whoever is not known may ask this process.
 *
 * Wrong tokens count against the address from which they come, and against no account, so that nobody locks an account
 * out. Okta sends for many accounts from one address: a token that was right goes on working there, whatever others send.
 */
export class RateLimits {
  private readonly ofTokens: RatePolicy;
  private readonly ofAccounts: RatePolicy;
  private readonly ofAddresses: RatePolicy;
  /** Digests of the tokens that were right when they were last looked at. */
  private readonly genuine = new LRUCache<string, true>({ max: genuineTokensMax });

  constructor(settings: RateLimitSettings) {
    this.ofTokens = new RatePolicy('token', settings.tokenRequestsPerSecondMax);
    this.ofAccounts = new RatePolicy('account', settings.accountRequestsPerSecondMax);
    this.ofAddresses = new RatePolicy('address', settings.unknownRequestsPerSecondMax);
  }

  /** Counts a request of somebody who is not known. @returns whether it may go on; otherwise it is refused. */
  async admitUnknown(context: HttpContext): Promise<boolean> {
    return admit(context, [await this.ofAddresses.count(rangeOf(clientAddress(context)))]);
  }

  /** Counts a request of somebody who is known. @returns whether it may go on; otherwise it is refused. */
  async admit(context: HttpContext, { accountId, tokenId }: Holder): Promise<boolean> {
    const ofToken = await this.ofTokens.count(tokenId);
    // What is refused for the token's sake costs the account nothing.
    return admit(context, ofToken.isExceeded ? [ofToken] : [ofToken, await this.ofAccounts.count(accountId)]);
  }

  wasGenuine(token: string): boolean {
    return token !== '' && this.genuine.has(digestOf(token));
  }

  /** Remembers that a token is right, for which its address is charged nothing. */
  async noteGenuine(context: HttpContext, token: string): Promise<void> {
    this.genuine.set(digestOf(token), true);
    await this.ofAddresses.takeBack(rangeOf(clientAddress(context)));
  }

  forget(token: string): void {
    this.genuine.delete(digestOf(token));
  }
}

const digestOf = (token: string): string => hash('sha256', token, 'base64url');

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
