import type { Account } from '../../domain/account/account.ts';
import type { AccountDirectory } from '../ports/account-directory.ts';

/** Every account, the oldest first. For operators: it looks across accounts. */
export class ListAccounts {
  constructor(private readonly accounts: AccountDirectory) {}

  async execute(): Promise<readonly Account[]> {
    return this.accounts.listAccounts();
  }
}
