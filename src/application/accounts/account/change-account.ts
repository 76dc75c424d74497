import type { Account, AccountChange } from '../../../domain/account/account.ts';
import type { Caller } from '../../ports/caller.ts';
import type { WriteScope } from '../../ports/unit-of-work.ts';
import { requireAccount } from './require-account.ts';

/** Changes the caller's account as it is in the transaction. @throws DomainError `accountNotFound`. */
export async function changeAccount(
  scope: WriteScope,
  caller: Caller,
  change: (account: Account) => AccountChange,
): Promise<Account> {
  const changed = change(await requireAccount(scope, caller));
  await scope.accounts.store(changed);
  return changed.state;
}
