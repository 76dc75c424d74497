import type { Account, AccountChange } from '../../../domain/account/account.ts';
import type { Caller } from '../../ports/caller.ts';
import type { WriteScope } from '../../ports/unit-of-work.ts';
import type { AtVersion } from '../../version/at-version.ts';
import { requireVersion } from '../../version/version-condition.ts';
import { requireAccount } from './require-account.ts';

/** Changes the caller's account as it is in the transaction. @throws DomainError `accountNotFound`, `versionDiffers`. */
export async function changeAccount(
  scope: WriteScope,
  caller: Caller,
  change: (account: Account) => AccountChange,
  { ifVersion }: AtVersion = {},
): Promise<Account> {
  const account = await requireAccount(scope, caller);
  requireVersion('account', account.state, ifVersion);
  const changed = change(account);
  await scope.accounts.store(changed);
  return changed.state;
}
