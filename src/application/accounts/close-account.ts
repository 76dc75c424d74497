import { defineUseCase } from '../use-case/use-case.ts';
import { accountTarget } from './account/account-target.ts';
import { changeAccount } from './account/change-account.ts';

/**
 * Has the account's tokens let nobody in any more, within seconds, and refuses all further work in it, from internal
 * services too. What is there stays, and can be read; access can still be taken away. Doing so twice changes nothing.
 */
export const closeAccount = defineUseCase({
  name: 'CloseAccount',
  permission: 'accounts:close',
  kind: 'changes',
  inClosedAccount: true,
  target: accountTarget,
  run: (scope, caller, _, { at }) => changeAccount(scope, caller, (account) => account.close(at)),
});
