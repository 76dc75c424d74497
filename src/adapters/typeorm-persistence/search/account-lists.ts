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
 * What is known of an account's lists, and what the journal tells of changes since. Up to a position the journal stays as it is,
 * and every change of the account adds an entry in its own transaction, which has no position yet or gets a later one. So as long
 * as there are as many entries behind the position, nothing has changed.
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

  /** A position behind which the journal tells what has changed: the one that is known, or the present last one. */
  async position(): Promise<number> {
    return this.known.lastPosition ?? this.positionNow();
  }

  async positionNow(): Promise<number> {
    this.known.lastPosition = await this.held.eventFeed.lastPosition(this.lent);
    return this.known.lastPosition;
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
    await this.positionNow();
    return false;
  }

  /** In FROM: entries behind a position, and those that have none yet, so many at most that `isTooMany` can tell. */
  entriesBehind(position: number, columns: string): SqlFragment {
    return sql`(SELECT ${raw(columns)} ${this.journalBehind(position)} LIMIT ${this.scope.dialect.limit(this.known.bounds.entriesMax)}) AS behind`;
  }

  /** FROM and WHERE of all entries behind a position, and of those that have none yet, as `j`. */
  journalBehind(position: number): SqlFragment {
    const { dialect } = this.scope;
    const index = raw(dialect.byIndex('journal_account'));
    const behind = sql`j.position > ${position}`;
    const isBehind = dialect.hasOneWriter ? behind : sql`(${behind} OR j.position IS NULL)`;
    return sql`FROM journal AS j${index} WHERE j.account_id = :account AND ${isBehind}`;
  }

  rows<Row>({ text, parameters }: SqlFragment): Promise<readonly Row[]> {
    return this.scope.rows<Row>(AccountStatement.of(text), parameters);
  }
}
