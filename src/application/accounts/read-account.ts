import type { Account } from '../../domain/account/account.ts';
import type { AccountDirectory } from '../ports/account-directory.ts';
import type { Caller } from '../ports/caller.ts';
import { findAccount } from '../support/find-account.ts';

export class ReadAccount {
  constructor(private readonly accounts: AccountDirectory) {}

  /** @throws DomainError `accountNotFound`. */
  async execute(caller: Caller): Promise<Account> {
    return findAccount(this.accounts, caller);
  }
}
