import { defineUseCase } from '../use-case/use-case.ts';
import { accountTarget } from './account/account-target.ts';
import { changeAccount } from './account/change-account.ts';

/** Opens an account again that was closed: it is as it was, and its tokens work again. */
export const reopenAccount = defineUseCase({
  name: 'ReopenAccount',
  permission: 'accounts:close',
  kind: 'changes',
  inClosedAccount: true,
  target: accountTarget,
  run: (scope, caller, _, { at }) => changeAccount(scope, caller, (account) => account.reopen(at)),
});
