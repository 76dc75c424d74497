import { IsString } from 'class-validator';
import { defineUseCase } from '../use-case/use-case.ts';
import { AtVersion } from '../version/at-version.ts';
import { accountTarget } from './account/account-target.ts';
import { changeAccount } from './account/change-account.ts';

export class AccountRenaming extends AtVersion {
  @IsString()
  readonly name!: string;
}

/**
 * Gives the account another name. Entries of the audit log keep the one that it had.
 *
 * @throws DomainError `versionDiffers`, `accountNameInvalid`.
 */
export const renameAccount = defineUseCase({
  name: 'RenameAccount',
  permission: 'account:write',
  kind: 'changes',
  input: AccountRenaming,
  target: accountTarget,
  run: (scope, caller, { name, ifVersion }, { at }) =>
    changeAccount(scope, caller, (account) => account.rename(name, at), { ifVersion }),
});
