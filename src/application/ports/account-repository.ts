import type { Account, AccountChange } from '../../domain/account/account.ts';

/** The scope's account. */
export interface AccountReader {
  find(): Promise<Account | undefined>;
}

export interface AccountRepository extends AccountReader {
  /**
   * Writes the account's new state and its events' journal entries, in the scope's transaction.
   *
   * @throws ConcurrentChange when the stored version is not that of `change.before`.
   */
  store(change: AccountChange): Promise<void>;
}
