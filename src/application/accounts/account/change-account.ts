import type { Account, AccountChange } from '../../../domain/account/account.ts';
import type { Caller } from '../../ports/caller.ts';
import type { WriteScope } from '../../ports/unit-of-work.ts';
import { accountNotFound } from './account-not-found.ts';

/** Changes the caller's account as it is in the transaction. @throws DomainError `accountNotFound`. */
export async function changeAccount(
  { accounts }: WriteScope,
  { accountId }: Caller,
  change: (account: Account) => AccountChange,
): Promise<Account> {
  const account = await accounts.find();
  if (account === undefined) throw accountNotFound(accountId);
  const changed = change(account);
  await accounts.store(changed);
  return changed.state;
}
