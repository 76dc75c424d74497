import type { IncomingMessage } from 'node:http';
import { BodyRefused } from './body-refused.ts';
import type { HttpContext } from './request-state.ts';
import { Tally } from './tally.ts';

/** A body that is not longer comes with its head, and is counted with the requests that are worked on. */
const uncountedBytesMax = 65_536;
/** So many of the largest, each of another account, are worked on at the same time. */
const largestAtOnce = 2;
const retrySeconds = 1;

/**
 * Bounds how many bytes of large bodies a process works on at once, and so its memory: from before one is read until its
 * answer is out. Nobody has more of them than are left, so that others find room as well. Further requests wait.
 */
export class BodiesInFlight {
  private readonly bytesMax: number;
  private readonly bytesOfAccounts = new Tally();
  /** Has each of the requests that wait look whether there is room for it. */
  private readonly waiting = new Set<() => void>();

  /** @param bodyBytesMax - of the largest body. */
  constructor(bodyBytesMax: number) {
    this.bytesMax = largestAtOnce * bodyBytesMax;
  }

  /**
   * Resolves when there is room for the request's body.
   *
   * @param bodyBytesMax - of one that does not say how long it is; of a longer one nothing is read.
   * @throws BodyRefused 503 where there is none in time.
   */
  async admit(context: HttpContext, bodyBytesMax: number): Promise<void> {
    const bytes = bytesOf(context.req, bodyBytesMax);
    if (bytes > uncountedBytesMax && bytes <= bodyBytesMax) await this.turn(context, bytes);
  }

  private turn(context: HttpContext, bytes: number): Promise<void> {
    const { state } = context;
    const { accountId = '', deadline, leave } = state;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    let isCounted = false;
    const begin = () => {
      if (!this.hasRoomFor(accountId, bytes)) return;
      isCounted = true;
      this.bytesOfAccounts.add(accountId, bytes);
      resolve();
    };
    const late = setTimeout(
      () => {
        context.res.setHeader('Retry-After', String(retrySeconds));
        const detail = 'Too many large requests are under way. Nothing has changed; send this one again.';
        reject(new BodyRefused(503, detail));
      },
      Math.max(0, deadline - performance.now()),
    );
    state.leave = () => {
      leave?.();
      if (!isCounted) return reject(new BodyRefused(400, 'The body broke off before its end.'));
      this.bytesOfAccounts.remove(accountId, bytes);
      for (const beginNext of this.waiting) beginNext();
    };
    this.waiting.add(begin);
    begin();
    return promise.finally(() => {
      clearTimeout(late);
      this.waiting.delete(begin);
    });
  }

  private hasRoomFor(accountId: string, bytes: number): boolean {
    return this.bytesOfAccounts.of(accountId) + bytes <= this.bytesMax - this.bytesOfAccounts.total;
  }
}

const bytesOf = ({ headers }: IncomingMessage, bodyBytesMax: number): number => {
  const length = headers['content-length'];
  return length === undefined ? bodyBytesMax : Number(length);
};
