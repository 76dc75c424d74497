import { bodiesKeptMillisecondsMax } from '../../domain/account/account.ts';
import { type Instant, instantPlus } from '../../domain/shared/instant.ts';
import { IsInstant } from '../input/is-instant.ts';
import { serviceAccountId } from '../ports/caller.ts';
import { defineUseCase } from '../use-case/use-case.ts';

export class RequestsForgotten {
  /** Requests from before are deleted. */
  @IsInstant()
  readonly before!: Instant;
}

/** Deletes requests whose time is over, and bodies that are older than a week, of all accounts, a few at a time. */
export const forgetRequests = defineUseCase({
  name: 'ForgetRequests',
  permission: 'requests:forget',
  kind: 'crossesAccounts',
  input: RequestsForgotten,
  run: async (unitOfWork, requester, { before }, { accounts, at }): Promise<void> => {
    const bodiesBefore = instantPlus(at, -bodiesKeptMillisecondsMax);
    const known = (await accounts.listAccounts()).map(({ state }) => state.id);
    for (const accountId of [serviceAccountId, ...known]) {
      const caller = { ...requester, accountId };
      while (await unitOfWork.transact(caller, ({ requests }) => requests.forget(before)));
      while (await unitOfWork.transact(caller, ({ requests }) => requests.forgetBodies(bodiesBefore)));
    }
  },
});
