import type { PoolLoad } from '../../../application/ports/storage-load.ts';
import type { Lease } from './connections.ts';
import { LimitMet } from './database-failure.ts';
import { millisecondsLeft } from './within-time.ts';

/** How many of one account may wait; the next one is told at once that there are too many. */
const waitingMax = 1000;

interface Share {
  held: number;
  readonly waiting: Set<() => void>;
}

/**
 * Shares a number of connections out among accounts. One account may hold all but one of them, so that the requests of
 * others find one; and accounts that wait take turns, however many requests each of them has waiting.
 */
export class FairShares {
  /** Of accounts that hold a connection or wait for one, in the order of their turns. */
  private readonly shares = new Map<string, Share>();
  private readonly heldMax: number;

  private free: number;

  constructor(private readonly max: number) {
    this.free = max;
    this.heldMax = Math.max(1, max - 1);
  }

  get load(): PoolLoad {
    let waiting = 0;
    for (const share of this.shares.values()) waiting += share.waiting.size;
    return { lent: this.max - this.free, max: this.max, waiting };
  }

  /**
   * Runs the work while the account holds a connection.
   *
   * @throws LimitMet `busy` when too many wait already, or the deadline passes before the account's turn.
   */
  async hold<Result>({ account, deadline }: Lease, work: () => Promise<Result>): Promise<Result> {
    const share = this.shareOf(account);
    try {
      if (this.mayTake(share)) this.take(share);
      else await this.turn(share, deadline);
      try {
        return await work();
      } finally {
        this.giveBack(share);
      }
    } finally {
      if (share.held === 0 && share.waiting.size === 0) this.shares.delete(account);
    }
  }

  private shareOf(account: string): Share {
    const known = this.shares.get(account);
    if (known !== undefined) return known;
    const share: Share = { held: 0, waiting: new Set() };
    this.shares.set(account, share);
    return share;
  }

  private mayTake(share: Share): boolean {
    return this.free > 0 && share.held < this.heldMax;
  }

  private take(share: Share): void {
    share.held += 1;
    this.free -= 1;
  }

  private async turn(share: Share, deadline: number): Promise<void> {
    if (share.waiting.size >= waitingMax)
      throw new LimitMet('busy', `${waitingMax} requests of the account wait for a connection already.`);
    await new Promise<void>((resolve, reject) => {
      const begin = () => {
        clearTimeout(timer);
        this.take(share);
        resolve();
      };
      const timer = setTimeout(() => {
        share.waiting.delete(begin);
        reject(new LimitMet('busy', 'No connection to the database became free in time.'));
      }, millisecondsLeft(deadline));
      share.waiting.add(begin);
    });
  }

  private giveBack(share: Share): void {
    share.held -= 1;
    this.free += 1;
    this.serveNext();
  }

  private serveNext(): void {
    for (const [account, share] of this.shares) {
      const [begin] = share.waiting;
      if (begin === undefined || !this.mayTake(share)) continue;
      share.waiting.delete(begin);
      // Behind the others until all of them had a turn.
      this.shares.delete(account);
      this.shares.set(account, share);
      begin();
      return;
    }
  }
}
