import { IsBoolean } from 'class-validator';
import { defineUseCase } from '../use-case/use-case.ts';
import { AtVersion } from '../version/at-version.ts';
import { accountTarget } from './account/account-target.ts';
import { changeAccount } from './account/change-account.ts';

export class UndeclaredAttributesAcceptance extends AtVersion {
  @IsBoolean()
  readonly accepted!: boolean;
}

/** Has the account take custom attributes as they come, or those only that were declared; what is there stays. */
export const acceptUndeclaredAttributes = defineUseCase({
  name: 'AcceptUndeclaredAttributes',
  permission: 'account:write',
  kind: 'changes',
  input: UndeclaredAttributesAcceptance,
  target: accountTarget,
  run: async (scope, caller, { accepted, ifVersion }, { at }) => {
    await scope.policy.beginChange();
    return changeAccount(scope, caller, (account) => account.acceptUndeclaredAttributes(accepted, at), {
      ifVersion,
    });
  },
});
