import type { Account } from '../../domain/account/account.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { accountNotFound } from './account/account-not-found.ts';

/**
 * The caller's account as it is now, for whoever looks at what somebody has just changed: `readAccount` may be a few
 * seconds behind.
 *
 * @throws DomainError `accountNotFound`.
 */
export const readCurrentAccount = defineUseCase({
  name: 'ReadCurrentAccount',
  permission: 'account:read',
  kind: 'reads',
  run: async ({ accounts }, { accountId }): Promise<Account> => {
    const account = await accounts.find();
    if (account === undefined) throw accountNotFound(accountId);
    return account;
  },
});
