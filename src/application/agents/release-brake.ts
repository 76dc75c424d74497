import { accountTarget } from '../accounts/account/account-target.ts';
import { defineUseCase } from '../use-case/use-case.ts';

/**
 * Has the directory go on: those whom it deactivated are out as it meant, and for a day it is not stopped. Doing so twice changes
 * nothing, nor does it where it took access away from few.
 */
export const releaseBrake = defineUseCase({
  name: 'ReleaseBrake',
  permission: 'agents:administer',
  kind: 'changes',
  target: accountTarget,
  run: async ({ brake }, _, __, { account, at }) =>
    (await brake.change((current) => current.goOn(account.state, at))).state,
});
