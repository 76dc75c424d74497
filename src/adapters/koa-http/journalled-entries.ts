import { type Journalled, serviceAccountId } from '../../application/ports/caller.ts';
import type { EntrySummary } from '../../application/ports/request-log.ts';
import type { RequestState } from './request-state.ts';

/** Actions of one request that are told apart: Bulk knows few. */
const actionsMax = 50;

/** Has a request know what the journal got of it, in short. */
export const noteJournalled =
  (state: RequestState) =>
  (entries: readonly Journalled[]): void => {
    state.entries ??= [];
    for (const entry of entries) {
      note(state.entries, entry);
      // A token that is refused, and is known, was one of this account's.
      if (state.accountId === undefined && entry.accountId !== serviceAccountId)
        state.accountId = entry.accountId;
    }
  };

function note(summaries: EntrySummary[], { action, target: subject, refusal }: Journalled): void {
  const isRefusal = refusal === undefined ? undefined : true;
  const index = summaries.findIndex((one) => one.action === action && one.isRefusal === isRefusal);
  const known = summaries[index];
  if (known !== undefined) summaries[index] = { ...known, count: known.count + 1 };
  else if (summaries.length < actionsMax) summaries.push({ action, isRefusal, count: 1, subject });
}
