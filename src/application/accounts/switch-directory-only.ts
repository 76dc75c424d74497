import { IsBoolean } from 'class-validator';
import { defineUseCase } from '../use-case/use-case.ts';
import { AtVersion } from '../version/at-version.ts';
import { accountTarget } from './account/account-target.ts';
import { changeAccount } from './account/change-account.ts';

export class DirectoryOnlySwitch extends AtVersion {
  @IsBoolean()
  readonly on!: boolean;
}

/**
 * Has agents, and the groups that the directory pushes, changed in the directory alone: people here and their tokens cannot
 * deactivate, reactivate or remove them. Operators and internal services can.
 */
export const switchDirectoryOnly = defineUseCase({
  name: 'SwitchDirectoryOnly',
  permission: 'directoryOnly:write',
  kind: 'changes',
  input: DirectoryOnlySwitch,
  target: accountTarget,
  run: (scope, caller, { on, ifVersion }, { at }) =>
    changeAccount(scope, caller, (account) => account.switchDirectoryOnly(on, at), { ifVersion }),
});
