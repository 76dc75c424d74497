import { v7 } from 'uuid';
import { serviceAccountId } from '../../application/ports/caller.ts';
import type { AnsweredRequest, RequestToWrite } from '../../application/ports/request-log.ts';
import type { AccountId } from '../../domain/shared/identifiers.ts';
import type { Instant } from '../../domain/shared/instant.ts';

/** Those of further accounts are told to operators alone. */
const accountsMax = 1_000;

/** The request in the log in which it stands: what no account is known for, operators see. */
export const inAccount = (request: AnsweredRequest): RequestToWrite =>
  isInAccount(request) ? request : { ...request, accountId: serviceAccountId };

const isInAccount = (request: AnsweredRequest): request is RequestToWrite => request.accountId !== undefined;

/** Counts the requests that are not written down, for each account by itself. */
export class LostRequests {
  /** Since when how many. */
  private readonly counts = new Map<AccountId, { readonly since: Instant; count: number }>();

  /** Since the process began, those that were told meanwhile included. */
  altogether = 0;

  get total(): number {
    return [...this.counts.values()].reduce((sum, { count }) => sum + count, 0);
  }

  count(request: Pick<AnsweredRequest, 'at' | 'accountId' | 'lost'>): void {
    // What says that requests were lost may be lost as well.
    const { at, accountId: own = serviceAccountId, lost: count = 1 } = request;
    // A row that stands for others has been counted with them.
    if (request.lost === undefined) this.altogether += 1;
    const accountId = this.counts.has(own) || this.counts.size < accountsMax ? own : serviceAccountId;
    const counted = this.counts.get(accountId);
    if (counted === undefined) this.counts.set(accountId, { since: at, count });
    else counted.count += count;
  }

  /** What the log says of them, each in the account's; they are counted no longer. */
  take(now: Instant): readonly RequestToWrite[] {
    const rows = [...this.counts].map(([accountId, { since, count }]) => ({
      ...{ at: since, accountId, requestId: v7(), source: 'in process', method: '', path: '' },
      ...{ status: 0, milliseconds: Date.parse(now) - Date.parse(since), entries: [], lost: count },
    }));
    this.counts.clear();
    return rows;
  }
}
