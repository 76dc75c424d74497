import { accountTarget } from '../accounts/account/account-target.ts';
import { changeAccount } from '../accounts/account/change-account.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { OwnerReference } from './role/owner-reference.ts';

/**
 * Makes a person an owner of the account, by the userName; doing so twice changes nothing. Where no agent has that name
 * yet, whoever gets it becomes one.
 *
 * @throws DomainError `versionDiffers`, `emailInvalid`, `attributeTooLarge`.
 */
export const nameOwner = defineUseCase({
  name: 'NameOwner',
  permission: 'owners:write',
  kind: 'changes',
  input: OwnerReference,
  target: accountTarget,
  run: async (scope, caller, { userName, ifVersion }, { at }) => {
    await scope.policy.beginChange();
    return changeAccount(scope, caller, (account) => account.nameOwner(userName, at), { ifVersion });
  },
});
