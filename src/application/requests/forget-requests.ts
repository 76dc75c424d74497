import type { Instant } from '../../domain/shared/instant.ts';
import { IsInstant } from '../input/is-instant.ts';
import { serviceAccountId } from '../ports/caller.ts';
import { defineUseCase } from '../use-case/use-case.ts';

export class RequestsForgotten {
  /** Requests from before are deleted. */
  @IsInstant()
  readonly before!: Instant;
}

/** Deletes requests whose time is over, of all accounts, a few at a time. */
export const forgetRequests = defineUseCase({
  name: 'ForgetRequests',
  permission: 'requests:forget',
  kind: 'crossesAccounts',
  input: RequestsForgotten,
  run: async (unitOfWork, requester, { before }, { accounts }): Promise<void> => {
    const known = (await accounts.listAccounts()).map(({ state }) => state.id);
    for (const accountId of [serviceAccountId, ...known]) {
      const caller = { ...requester, accountId };
      while (await unitOfWork.transact(caller, ({ requests }) => requests.forget(before)));
    }
  },
});
