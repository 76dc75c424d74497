import { defineUseCase } from '../use-case/use-case.ts';
import { accountTarget } from './account/account-target.ts';
import { changeAccount } from './account/change-account.ts';

/** Marks Single Sign-On as gone: agents can still be deactivated and removed, and nothing else. */
export const disconnectSso = defineUseCase({
  name: 'DisconnectSso',
  permission: 'account:write',
  kind: 'changes',
  target: accountTarget,
  run: (scope, caller, _, { at }) => changeAccount(scope, caller, (account) => account.disconnectSso(at)),
});
