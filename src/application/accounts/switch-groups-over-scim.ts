import { IsBoolean } from 'class-validator';
import { defineUseCase } from '../use-case/use-case.ts';
import { AtVersion } from '../version/at-version.ts';
import { accountTarget } from './account/account-target.ts';
import { changeAccount } from './account/change-account.ts';

export class GroupsOverScimSwitch extends AtVersion {
  @IsBoolean()
  readonly on!: boolean;
}

/** Lets the account's directory push and import groups, or keeps it from doing so; the groups stay in any case. */
export const switchGroupsOverScim = defineUseCase({
  name: 'SwitchGroupsOverScim',
  permission: 'account:write',
  kind: 'changes',
  input: GroupsOverScimSwitch,
  target: accountTarget,
  run: (scope, caller, { on, ifVersion }, { at }) =>
    changeAccount(scope, caller, (account) => account.switchGroupsOverScim(on, at), { ifVersion }),
});
