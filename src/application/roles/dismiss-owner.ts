import { accountTarget } from '../accounts/account/account-target.ts';
import { changeAccount } from '../accounts/account/change-account.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { keepingAdministrators } from './role/keeping-administrators.ts';
import { OwnerReference } from './role/owner-reference.ts';

/**
 * Ends somebody's being an owner; roles that the person has otherwise stay.
 *
 * @throws DomainError `versionDiffers`, `ownerNotFound`, `lastAdministrator`.
 */
export const dismissOwner = defineUseCase({
  name: 'DismissOwner',
  permission: 'owners:write',
  kind: 'changes',
  inClosedAccount: true,
  input: OwnerReference,
  target: accountTarget,
  run: (scope, caller, { userName, ifVersion }, context) =>
    keepingAdministrators(scope, context, 'hand', () =>
      changeAccount(scope, caller, (account) => account.dismissOwner(userName, context.at), { ifVersion }),
    ),
});
