import { defineUseCase } from '../use-case/use-case.ts';
import { accountTarget } from './account/account-target.ts';
import { requireAccount } from './account/require-account.ts';
import { disconnectElsewhere } from './account/sign-in-elsewhere.ts';

/**
 * Says that agents do not sign in elsewhere any more. Without another connection they can still be deactivated and
 * removed, and nothing else.
 */
export const disconnectSso = defineUseCase({
  name: 'DisconnectSso',
  permission: 'sso:write',
  kind: 'changes',
  target: accountTarget,
  run: async (scope, caller, _, { at }) => {
    await disconnectElsewhere(scope.ssoConnections, at);
    return requireAccount(scope, caller);
  },
});
