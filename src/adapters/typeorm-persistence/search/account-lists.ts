import type { EventFeed } from '../../../application/ports/event-feed.ts';
import type { AccountScope } from '../scope/account-scope.ts';
import { AccountStatement } from '../scope/account-statement.ts';
import type { LentAccountConnection } from '../scope/lent-account-connection.ts';
import { raw, type SqlFragment, sql } from '../statements/sql-fragment.ts';
import type { KnownLists } from './known-lists.ts';

/** What the process holds for the lists of all accounts. */
export interface HeldForLists {
  readonly eventFeed: EventFeed;
  readonly knownLists: KnownLists;
}

/**
 * What is known of an account's lists, and how far the journal tells what has changed since. Up to a settled position
 * the journal stays as it is, and every change of the account adds an entry in its own transaction. So as long as there
 * are as many entries behind that position, nothing has changed.
 */
export class AccountLists {
  readonly known: KnownLists;

  constructor(
    readonly scope: AccountScope,
    private readonly held: HeldForLists,
    private readonly lent: LentAccountConnection,
  ) {
    this.known = held.knownLists;
  }

  /** A settled position, the one that is known or the present one. */
  async settled(): Promise<number> {
    return this.known.settled.get(this.scope.caller.accountId)?.position ?? this.settledNow();
  }

  /** The present one, or one of a moment ago. */
  async settledNow(): Promise<number> {
    const { accountId } = this.scope.caller;
    const last = this.known.settled.get(accountId);
    const askedAt = performance.now();
    if (last !== undefined && askedAt - last.askedAt < this.known.bounds.settledMilliseconds)
      return last.position;
    const position = await this.held.eventFeed.settledBehind(this.lent, last?.position ?? 0);
    this.known.settled.set(accountId, { position, askedAt });
    return position;
  }

  isTooMany(entries: number): boolean {
    return entries >= this.known.bounds.entriesMax;
  }

  isMany(entries: number): boolean {
    return entries >= this.known.bounds.entriesMany;
  }

  /** Not where many entries had to be read for it: the next time begins with a later position. */
  async isWorthKeeping(entries: number, total = Infinity): Promise<boolean> {
    if (!this.isMany(entries)) return total >= this.known.bounds.countedMin;
    await this.settledNow();
    return false;
  }

  /** In FROM: entries behind a position, so many at most that `isTooMany` can tell. */
  entriesBehind(position: number, columns: string): SqlFragment {
    return sql`(SELECT ${raw(columns)} ${this.journalBehind(position)} LIMIT ${this.scope.dialect.limit(this.known.bounds.entriesMax)}) AS behind`;
  }

  /** FROM and WHERE of all entries behind a position, as `j`. */
  journalBehind(position: number): SqlFragment {
    const index = raw(this.scope.dialect.byIndex('journal_account'));
    return sql`FROM journal AS j${index} WHERE j.account_id = :account AND j.position > ${position}`;
  }

  rows<Row>({ text, parameters }: SqlFragment): Promise<readonly Row[]> {
    return this.scope.rows<Row>(AccountStatement.of(text), parameters);
  }
}
