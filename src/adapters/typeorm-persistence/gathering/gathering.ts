import { LimitMet } from '../connections/database-failure.ts';
import { millisecondsLeft } from '../connections/within-time.ts';

/** A piece of work that may be done together with others of its account. */
export interface Piece {
  readonly account: string;
  /** In milliseconds of `performance.now()`. */
  readonly deadline: number;
  /** Work about the same is never done at the same time, and in the order in which it came; absent where that is no matter. */
  readonly about?: string;
  reject(error: unknown): void;
}

/** Pieces that are done together at most. */
const togetherMax = 64;
/** Of one account; the next one is told at once that there are too many. */
const waitingMax = 1000;
/** Work that takes longer, as for a lock that somebody else holds, keeps the others of its account waiting no longer. */
const holdMilliseconds = 50;

interface AccountWork<Work> {
  /** Whether work is under way for which the others wait. */
  isHeld: boolean;
  readonly about: Set<string>;
  readonly waiting: Set<Work>;
}

/**
 * Has work wait while other work of its account is under way, and then does all that waits together. Whoever comes alone
 * is served at once.
 */
export class Gathering<Work extends Piece> {
  private readonly accounts = new Map<string, AccountWork<Work>>();

  /** @param doAll - settles each of the works that it is given, and never rejects. */
  constructor(private readonly doAll: (works: readonly Work[]) => Promise<void>) {}

  add(work: Work): void {
    const account = this.workOf(work.account);
    if (account.waiting.size >= waitingMax) {
      work.reject(new LimitMet('busy', `${waitingMax} requests of the account wait already.`));
      return;
    }
    account.waiting.add(work);
    if (!account.isHeld) this.next(work.account, account);
  }

  private workOf(id: string): AccountWork<Work> {
    const known = this.accounts.get(id);
    if (known !== undefined) return known;
    const account: AccountWork<Work> = { isHeld: false, about: new Set(), waiting: new Set() };
    this.accounts.set(id, account);
    return account;
  }

  private next(id: string, account: AccountWork<Work>): void {
    const works = this.taken(account);
    if (works.length > 0) void this.hold(id, account, works);
    else if (account.waiting.size === 0 && account.about.size === 0) this.accounts.delete(id);
  }

  private async hold(id: string, account: AccountWork<Work>, works: readonly Work[]): Promise<void> {
    account.isHeld = true;
    let isHolding = true;
    const letGo = () => {
      if (!isHolding) return;
      isHolding = false;
      account.isHeld = false;
      this.next(id, account);
    };
    const timer = setTimeout(letGo, holdMilliseconds);
    await this.doAll(works);
    clearTimeout(timer);
    for (const { about } of works) if (about !== undefined) account.about.delete(about);
    if (isHolding) letGo();
    else if (!account.isHeld) this.next(id, account);
  }

  /** Those that may be done now, in the order in which they came. */
  private taken({ waiting, about }: AccountWork<Work>): readonly Work[] {
    const works: Work[] = [];
    const passedOver = new Set<string>();
    for (const work of waiting) {
      if (works.length === togetherMax) break;
      if (millisecondsLeft(work.deadline) === 0) {
        waiting.delete(work);
        work.reject(new LimitMet('busy', 'The turn of the request did not come in time.'));
      } else if (work.about === undefined || !(about.has(work.about) || passedOver.has(work.about))) {
        waiting.delete(work);
        if (work.about !== undefined) about.add(work.about);
        works.push(work);
      } else passedOver.add(work.about);
    }
    return works;
  }
}
