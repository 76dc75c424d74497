import { accountTarget } from '../accounts/account/account-target.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { BrakeSetting } from './brake/brake-setting.ts';

/**
 * Says when the directory takes access away from too many agents at once, and whether it is stopped then. What is not said stays as it is.
 *
 * @throws DomainError `attributeInvalid`.
 */
export const setBrake = defineUseCase({
  name: 'SetBrake',
  permission: 'account:write',
  kind: 'changes',
  input: BrakeSetting,
  target: accountTarget,
  run: async ({ brake }, _, setting, { account, at }) =>
    (await brake.change((current) => current.set(setting, account.state, at))).state,
});
