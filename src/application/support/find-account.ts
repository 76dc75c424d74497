import type { Account } from '../../domain/account/account.ts';
import { DomainError } from '../../domain/shared/domain-error.ts';
import type { AccountDirectory } from '../ports/account-directory.ts';
import type { Caller } from '../ports/caller.ts';

/** @throws DomainError `accountNotFound`. */
export async function findAccount(accounts: AccountDirectory, caller: Caller): Promise<Account> {
  const account = await accounts.findAccount(caller.accountId, caller);
  if (account === undefined) throw accountNotFound(caller.accountId);
  return account;
}

export const accountNotFound = (id: string): DomainError =>
  new DomainError('accountNotFound', `There is no account ${JSON.stringify(id)}.`);
