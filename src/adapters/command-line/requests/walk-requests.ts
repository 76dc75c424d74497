import { type RequestFilter, requestsPerPageMax } from '../../../application/ports/request-log.ts';
import type { ExplainedRequest } from '../../../application/requests/explanation/explained-request.ts';
import { type Instant, instantPlus } from '../../../domain/shared/instant.ts';
import type { AccountSession } from '../account-verb.ts';

type Reader = Pick<AccountSession, 'application' | 'caller'>;

/** The newest first, from as many pages as it takes. */
export async function newestRequests(
  { application, caller }: Reader,
  filter: RequestFilter,
  limit: number,
): Promise<readonly ExplainedRequest[]> {
  const found: ExplainedRequest[] = [];
  let before: { readonly at: Instant; readonly id: string } | undefined;
  do {
    const wanted = Math.min(limit - found.length, requestsPerPageMax);
    const page = await application.listRequests(caller, { ...filter, before, limit: wanted });
    found.push(...page.requests);
    before = page.next;
  } while (before !== undefined && found.length < limit);
  return found;
}

/** Processes write requests down a while after they came, so that one may appear before those that were shown. */
const lateMilliseconds = 30_000;
const followedMax = 10_000;

/**
 * @param shown - the newest, the last of them last.
 * @returns what tells the requests that were not there when it was last asked, the newest last.
 */
export async function newRequests(
  reader: Reader,
  filter: RequestFilter,
  shown: readonly ExplainedRequest[],
): Promise<() => Promise<readonly ExplainedRequest[]>> {
  const seen = new Map(shown.map(({ id, at }) => [id, at]));
  const [oldest] = shown;
  let newest = shown.at(-1)?.at;
  const recent = async () => {
    const late = newest && instantPlus(newest, -lateMilliseconds);
    const since = [filter.since, late]
      .filter((one) => one !== undefined)
      .toSorted()
      .at(-1);
    return { since, found: await newestRequests(reader, { ...filter, since }, followedMax) };
  };
  // Those in front of what was shown are there, and not late.
  if (oldest !== undefined)
    for (const { id, at } of (await recent()).found) if (at <= oldest.at) seen.set(id, at);
  return async () => {
    const { since, found } = await recent();
    const added = found.filter(({ id }) => !seen.has(id)).toReversed();
    for (const { id, at } of added) seen.set(id, at);
    newest = added.at(-1)?.at ?? newest;
    for (const [id, at] of seen) if (since !== undefined && at < since) seen.delete(id);
    return added;
  };
}
