import type { Caller } from '../../ports/caller.ts';
import type { AttemptTarget } from '../../use-case/use-case.ts';

/** What an attempt is about that concerns the caller's account as a whole. */
export const accountTarget = (_: unknown, { accountId }: Partial<Caller>): AttemptTarget => ({
  type: 'account',
  id: accountId,
});
