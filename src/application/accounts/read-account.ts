import type { Account } from '../../domain/account/account.ts';
import { isHere } from '../groups/group/group-changer.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { accountNotFound } from './account/account-not-found.ts';

/**
 * The caller's account. It may be a few seconds old where it lets everything happen, and is as it is where it refuses
 * something.
 *
 * @throws DomainError `accountNotFound`.
 */
export const readAccount = defineUseCase({
  name: 'ReadAccount',
  permission: 'account:read',
  kind: 'ownTransactions',
  inClosedAccount: true,
  run: async (_, caller, __, { accounts }) => {
    const { accountId } = caller;
    const letsEverything = ({ hasSso, state }: Account) =>
      hasSso &&
      state.groupsOverScim &&
      !(state.directoryOnly && isHere(caller)) &&
      state.closedAt === undefined;
    const account = await accounts.findAccount(accountId, letsEverything, caller);
    if (account === undefined) throw accountNotFound(accountId);
    return account;
  },
});
