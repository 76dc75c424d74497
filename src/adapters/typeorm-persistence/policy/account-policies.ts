import type { AccountPolicy } from '../../../domain/account/account-policy.ts';
import type { GroupKind } from '../../../domain/group/group-reference.ts';
import type { MembershipRule } from '../../../domain/group/membership-rule.ts';
import { RuleGroups } from '../../../domain/group/rule-groups.ts';
import { ProfileSchema } from '../../../domain/profile-attribute/profile-schema.ts';
import { groupId } from '../../../domain/shared/identifiers.ts';
import type { AccountScope } from '../account-scope.ts';
import { AccountStatement } from '../account-statement.ts';
import { listTemplates } from '../groups/group-template-row.ts';
import {
  type ProfileAttributeRow,
  profileAttributeColumns,
  profileAttributeOf,
} from '../profile-attributes/profile-attribute-row.ts';

const version = new AccountStatement(
  'SELECT policy_version, accepts_undeclared FROM accounts WHERE id = :account',
);
const decided = new AccountStatement(
  `SELECT ${profileAttributeColumns} FROM profile_attributes WHERE account_id = :account AND (declaration IS NOT NULL OR renamed_to IS NOT NULL)`,
);
const ruled = new AccountStatement(
  "SELECT id, display_name, kind, rule FROM agent_groups WHERE account_id = :account AND governed_by = 'rule' AND template_id IS NULL ORDER BY id",
);

interface KeptPolicy {
  readonly version: number;
  readonly policy: AccountPolicy;
}

interface VersionRow {
  readonly policy_version: number;
  readonly accepts_undeclared: number;
}

/** An account without a row, as only tests have it. */
const withoutAccount: VersionRow = { policy_version: 0, accepts_undeclared: 1 };

/** How many accounts' policies a process keeps; beyond that it begins anew. */
const keptMax = 1000;

/**
 * Accounts' policies, kept by version. Whoever goes by a kept one says by which: statements that write agents compare,
 * and those that read agents' groups tell the version along with the rows, so that no policy out of date is gone by.
 */
export class AccountPolicies {
  private readonly kept = new Map<string, KeptPolicy>();

  /** Perhaps out of date; nothing for work that changes it. */
  known(scope: AccountScope): KeptPolicy | undefined {
    return scope.changesPolicy ? undefined : this.kept.get(scope.caller.accountId);
  }

  /** Spares this process a second try; others notice for themselves. */
  forget(scope: AccountScope): void {
    this.kept.delete(scope.caller.accountId);
  }

  async current(scope: AccountScope): Promise<KeptPolicy> {
    const [row = withoutAccount] = await scope.rows<VersionRow>(version, []);
    const known = this.known(scope);
    if (known?.version === row.policy_version) return known;
    const current = { version: row.policy_version, policy: await policyOf(scope, row) };
    if (scope.changesPolicy) return current;
    if (this.kept.size >= keptMax) this.kept.clear();
    this.kept.set(scope.caller.accountId, current);
    return current;
  }

  /** The policy of a version that a statement told, or of a later one. */
  async at(scope: AccountScope, told: number): Promise<AccountPolicy> {
    const known = this.known(scope);
    return known?.version === told ? known.policy : (await this.current(scope)).policy;
  }
}

async function policyOf(scope: AccountScope, row: VersionRow): Promise<AccountPolicy> {
  const attributes = await scope.rows<ProfileAttributeRow>(decided, []);
  const groups = await scope.rows<RuledRow>(ruled, []);
  return {
    profileSchema: new ProfileSchema(attributes.map(profileAttributeOf), row.accepts_undeclared === 1),
    ruleGroups: new RuleGroups(
      groups.map(({ id, display_name: displayName, kind, rule }) => ({
        ...{ id: groupId(id), displayName, kind },
        rule: JSON.parse(rule) as MembershipRule,
      })),
    ),
    templates: await listTemplates(scope),
  };
}

interface RuledRow {
  readonly id: string;
  readonly display_name: string;
  readonly kind: GroupKind;
  readonly rule: string;
}
