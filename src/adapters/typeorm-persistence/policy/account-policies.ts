import { LRUCache } from 'lru-cache';
import { type AccountPolicy, accountPolicy } from '../../../domain/membership/account-policy.ts';
import type { AccountScope } from '../scope/account-scope.ts';
import { AccountStatement } from '../scope/account-statement.ts';
import { decisionsOf, type PolicyVersionRow } from './account-decisions.ts';

/** A policy, and the version of the account's decisions that it was made of. */
interface VersionedPolicy {
  readonly version: number;
  readonly policy: AccountPolicy;
  /** Characters of what it was made of, written as JSON. */
  readonly size: number;
}

const readVersion = 'SELECT policy_version, accepts_undeclared, owners FROM accounts WHERE id = :account';

/** An account without a row, as only tests have it. */
const withoutAccount: PolicyVersionRow = { policy_version: 0, accepts_undeclared: 1, owners: null };

/** Of the policies that a process holds at a time. One of the most rules there may be, with the longest lists, takes two thirds. */
const charactersMax = 32_000_000;

/**
 * Accounts' policies, cached by version. Work that goes by a cached policy says by which version: statements that write
 * agents compare it, and those that read agents' groups tell the version along with the rows. A policy that is out of
 * date, by its version or since an exception of a rule has ended, is never gone by.
 */
export class AccountPolicies {
  private readonly cache = new LRUCache<string, VersionedPolicy>({
    maxSize: charactersMax,
    sizeCalculation: ({ size }) => size,
  });

  /** How often a policy was known, and how often it was read. */
  readonly uses = { known: 0, read: 0 };

  /** The cached policy, which may be out of date. Work that changes the policy gets none: it must see its own change. */
  cached(scope: AccountScope): VersionedPolicy | undefined {
    const known = this.notOver(scope);
    if (known !== undefined) this.uses.known += 1;
    return known;
  }

  private notOver(scope: AccountScope): VersionedPolicy | undefined {
    const known = scope.changesPolicy ? undefined : this.cache.get(scope.caller.accountId);
    const holdsUntil = known?.policy.holdsUntil;
    return holdsUntil === undefined || scope.clock.now() < holdsUntil ? known : undefined;
  }

  /** After a change: the next work of this process would run twice otherwise. Other processes notice by the version. */
  forget({ caller }: AccountScope): void {
    this.cache.delete(caller.accountId);
  }

  /** The policy as it is. Work that runs again keeps it from being changed until the transaction ends. */
  async current(scope: AccountScope): Promise<VersionedPolicy> {
    const lock = scope.locksWhatItReads ? scope.dialect.forShare : '';
    const statement = AccountStatement.of(readVersion + lock);
    const [row = withoutAccount] = await scope.rows<PolicyVersionRow>(statement, []);
    const cached = this.notOver(scope);
    if (cached?.version === row.policy_version) {
      this.uses.known += 1;
      return cached;
    }
    this.uses.read += 1;
    const decisions = await decisionsOf(scope, row);
    const size = JSON.stringify(decisions).length;
    const current = {
      version: row.policy_version,
      policy: accountPolicy(decisions, scope.clock.now()),
      size,
    };
    if (!scope.changesPolicy) this.cache.set(scope.caller.accountId, current);
    return current;
  }

  /** The policy of a version that a statement told, or of a later one. */
  async ofVersion(scope: AccountScope, version: number): Promise<AccountPolicy> {
    const cached = this.notOver(scope);
    if (cached?.version !== version) return (await this.current(scope)).policy;
    this.uses.known += 1;
    return cached.policy;
  }
}
