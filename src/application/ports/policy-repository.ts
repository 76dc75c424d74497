import type { AccountPolicy } from '../../domain/membership/account-policy.ts';

/** What the administrators of the scope's account have decided. */
export interface PolicyReader {
  /** The policy as it is. */
  current(): Promise<AccountPolicy>;
}

export interface PolicyRepository extends PolicyReader {
  /**
   * The policy as it is. Agents that are stored afterwards are stored under it: were it changed in between, `store`
   * throws `ConcurrentChange` and the work runs again under the new one.
   */
  current(): Promise<AccountPolicy>;
  /**
   * Until the transaction ends nobody else writes agents of the account, or changes its policy. To be called before
   * anything is read that a change of the policy depends on; or after it, where `current` was called before that: were
   * the policy changed in between, the work runs again. Repositories refuse to store a part of the policy before it:
   * rules of groups, templates, declarations, and whether undeclared attributes are accepted.
   *
   * @throws ConcurrentChange
   */
  beginChange(): Promise<void>;
}
