import type { PolicyRepository } from '../../../application/ports/policy-repository.ts';
import { ConcurrentChange } from '../../../application/ports/storage-errors.ts';
import type { AccountPolicy } from '../../../domain/membership/account-policy.ts';
import type { AccountScope } from '../scope/account-scope.ts';
import { AccountStatement } from '../scope/account-statement.ts';
import { raw, type SqlFragment, sql } from '../statements/sql-fragment.ts';
import type { AccountPolicies } from './account-policies.ts';

const raise = 'UPDATE accounts SET policy_version = policy_version + 1 WHERE id = :account';

export class SqlPolicyRepository implements PolicyRepository {
  constructor(
    private readonly scope: AccountScope,
    private readonly policies: AccountPolicies,
  ) {}

  async current(): Promise<AccountPolicy> {
    // Work that runs again may have met a policy that this process does not know yet.
    const cached = this.scope.locksWhatItReads ? undefined : this.policies.cached(this.scope);
    const { version, policy } = cached ?? (await this.policies.current(this.scope));
    this.scope.policyVersion = this.scope.changesPolicy ? undefined : version;
    return policy;
  }

  async beginChange(): Promise<void> {
    if (this.scope.changesPolicy) return;
    const { policyVersion } = this.scope;
    this.scope.changesPolicy = true;
    this.scope.policyVersion = undefined;
    if (policyVersion === undefined) await this.scope.run(AccountStatement.of(raise), []);
    else {
      const statement = AccountStatement.of(`${raise} AND policy_version = ?`);
      if ((await this.scope.run(statement, [policyVersion])) === 0) throw policyChanged();
    }
    this.scope.afterCommit.push(() => this.policies.forget(this.scope));
  }
}

/**
 * A condition for a statement that writes: the policy is the one that the work went by, and stays it until the
 * transaction ends, since the account's row is locked.
 */
export function policyUnchanged({ policyVersion, dialect }: AccountScope): SqlFragment {
  if (policyVersion === undefined) return raw('1 = 1');
  const version = raw(
    `COALESCE((SELECT policy_version FROM accounts WHERE id = :account${dialect.forShare}), 0)`,
  );
  return sql`${version} = ${policyVersion}`;
}

/** The same as a statement of its own. @throws ConcurrentChange */
export async function requirePolicyUnchanged(scope: AccountScope): Promise<void> {
  if (scope.policyVersion === undefined) return;
  const condition = policyUnchanged(scope);
  const statement = AccountStatement.of(
    `SELECT :account AS account_id FROM (SELECT 1 AS one) AS one WHERE ${condition.text}`,
  );
  const [row] = await scope.rows(statement, condition.parameters);
  if (row === undefined) throw policyChanged();
}

export const policyChanged = (): ConcurrentChange =>
  new ConcurrentChange("The account's policy was changed in between.");
