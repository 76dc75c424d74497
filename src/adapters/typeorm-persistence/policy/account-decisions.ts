import type { GroupKind } from '../../../domain/group/group-reference.ts';
import type { GroupTemplateId } from '../../../domain/group/group-template.ts';
import type { MembershipRule } from '../../../domain/group/membership-rule.ts';
import type { AccountDecisions } from '../../../domain/membership/account-policy.ts';
import type { AssignableRole } from '../../../domain/role/role.ts';
import type { GroupId } from '../../../domain/shared/identifiers.ts';
import type { AccountScope } from '../scope/account-scope.ts';
import { AccountStatement } from '../scope/account-statement.ts';
import { listTemplates } from './group-template-row.ts';
import {
  type ProfileAttributeRow,
  profileAttributeColumns,
  profileAttributeOf,
} from './profile-attribute-row.ts';

/** What the account's own row tells of its policy. */
export interface PolicyVersionRow {
  readonly policy_version: number;
  readonly accepts_undeclared: number;
  readonly owners: string | null;
}

interface RoleGroupRow {
  readonly id: GroupId;
  readonly display_name: string;
  readonly gives_role: AssignableRole;
  readonly template_id: GroupTemplateId | null;
}

interface RuleGroupRow {
  readonly id: GroupId;
  readonly display_name: string;
  readonly kind: GroupKind;
  readonly rule: string;
}

const declaredOrRenamed = AccountStatement.of(
  `SELECT ${profileAttributeColumns} FROM profile_attributes WHERE account_id = :account AND (declaration IS NOT NULL OR renamed_to IS NOT NULL)`,
);
const ownRules = AccountStatement.of(
  "SELECT id, display_name, kind, rule FROM agent_groups WHERE account_id = :account AND governed_by = 'rule' AND template_id IS NULL ORDER BY id",
);
const givingRoles = AccountStatement.of(
  'SELECT id, display_name, gives_role, template_id FROM agent_groups WHERE account_id = :account AND gives_role IS NOT NULL ORDER BY id',
);

/** The rows of which the account's policy is made. */
export async function decisionsOf(
  scope: AccountScope,
  { accepts_undeclared, owners }: PolicyVersionRow,
): Promise<AccountDecisions> {
  const attributes = await scope.rows<ProfileAttributeRow>(declaredOrRenamed, []);
  const groups = await scope.rows<RuleGroupRow>(ownRules, []);
  const roleGroups = await scope.rows<RoleGroupRow>(givingRoles, []);
  return {
    profileAttributes: attributes.map(profileAttributeOf),
    acceptsUndeclared: accepts_undeclared === 1,
    ruleGroups: groups.map(({ id, display_name: displayName, kind, rule }) => ({
      ...{ id, displayName, kind },
      rule: JSON.parse(rule) as MembershipRule,
    })),
    templates: await listTemplates(scope),
    owners: owners === null ? [] : (JSON.parse(owners) as string[]),
    roleGroups: roleGroups.map(({ id, display_name: displayName, gives_role: role, template_id }) => ({
      ...{ id, displayName, role },
      templateId: template_id ?? undefined,
    })),
  };
}
