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
  /** How many groups are under way for which the others wait, and of how many works. */
  groups: number;
  underWay: number;
  readonly about: Set<string>;
  /** An array: what a set held when its table was replaced stays in memory, as do the tables behind it, until V8 collects everything. */
  waiting: Work[];
}

/**
 * Has work wait while other work of its account is under way, and then does what waits together: all of it, or, where several groups
 * may be under way, an equal share. Whoever comes alone is served at once.
 */
export class Gathering<Work extends Piece> {
  private readonly accounts = new Map<string, AccountWork<Work>>();

  /**
   * @param groupsMax - of an account that are under way at once.
   * @param doAll - settles each of the works that it is given, and never rejects.
   */
  constructor(
    private readonly groupsMax: number,
    private readonly doAll: (works: readonly Work[]) => Promise<void>,
  ) {}

  add(work: Work): void {
    const account = this.workOf(work.account);
    if (account.waiting.length >= waitingMax) {
      work.reject(new LimitMet('busy', `${waitingMax} requests of the account wait already.`));
      return;
    }
    account.waiting.push(work);
    this.begin(work.account, account);
  }

  private workOf(id: string): AccountWork<Work> {
    const known = this.accounts.get(id);
    if (known !== undefined) return known;
    const account: AccountWork<Work> = { groups: 0, underWay: 0, about: new Set(), waiting: [] };
    this.accounts.set(id, account);
    return account;
  }

  private begin(id: string, account: AccountWork<Work>): void {
    while (account.groups < this.groupsMax) {
      const works = this.taken(account);
      if (works.length === 0) break;
      void this.hold(id, account, works);
    }
    if (account.groups + account.waiting.length + account.about.size === 0) this.accounts.delete(id);
  }

  private async hold(id: string, account: AccountWork<Work>, works: readonly Work[]): Promise<void> {
    account.groups += 1;
    account.underWay += works.length;
    let isHolding = true;
    const letGo = () => {
      if (!isHolding) return;
      isHolding = false;
      account.groups -= 1;
      account.underWay -= works.length;
      this.begin(id, account);
    };
    const timer = setTimeout(letGo, holdMilliseconds);
    await this.doAll(works);
    clearTimeout(timer);
    for (const { about } of works) if (about !== undefined) account.about.delete(about);
    if (isHolding) letGo();
    else this.begin(id, account);
  }

  /** Those that may be done now, in the order in which they came. */
  private taken(account: AccountWork<Work>): readonly Work[] {
    const { waiting, about, underWay } = account;
    const share = Math.ceil((underWay + waiting.length) / this.groupsMax);
    const most = Math.min(togetherMax, share);
    const works: Work[] = [];
    const left: Work[] = [];
    const passedOver = new Set<string>();
    for (const work of waiting) {
      if (works.length === most) left.push(work);
      else if (millisecondsLeft(work.deadline) === 0)
        work.reject(new LimitMet('busy', 'The turn of the request did not come in time.'));
      else if (work.about === undefined || !(about.has(work.about) || passedOver.has(work.about))) {
        if (work.about !== undefined) about.add(work.about);
        works.push(work);
      } else {
        passedOver.add(work.about);
        left.push(work);
      }
    }
    account.waiting = left;
    return works;
  }
}
