import type { Account } from '../../../domain/account/account.ts';
import type { Caller } from '../../ports/caller.ts';
import type { ReadScope } from '../../ports/unit-of-work.ts';
import { accountNotFound } from './account-not-found.ts';

/** The caller's account as it is in the transaction. @throws DomainError `accountNotFound`. */
export async function requireAccount(
  { accounts }: Pick<ReadScope, 'accounts'>,
  { accountId }: Caller,
): Promise<Account> {
  const account = await accounts.find();
  if (account === undefined) throw accountNotFound(accountId);
  return account;
}
