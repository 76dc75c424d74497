import type { GroupTemplate } from '../group/group-template.ts';
import { type RuleGroup, RuleGroups } from '../group/rule-groups.ts';
import type { KnownProfileAttribute } from '../profile-attribute/known-profile-attribute.ts';
import { ProfileSchema } from '../profile-attribute/profile-schema.ts';
import type { RoleSources } from './roles-of-agent.ts';

/** All that administrators have decided which a change of an agent is held against. */
export interface AccountPolicy extends RoleSources {
  readonly profileSchema: ProfileSchema;
  /** The groups with a rule of their own. Groups that templates made are not among them: there may be very many. */
  readonly ruleGroups: RuleGroups;
  readonly templates: readonly GroupTemplate[];
}

/** The decisions that a policy is made of, as they are stored. */
export interface AccountDecisions extends RoleSources {
  /** Those that were declared or renamed, at least. */
  readonly profileAttributes: readonly KnownProfileAttribute[];
  /** Whether agents may have custom attributes that nobody declared. */
  readonly acceptsUndeclared: boolean;
  readonly ruleGroups: readonly RuleGroup[];
  readonly templates: readonly GroupTemplate[];
}

export const accountPolicy = (decisions: AccountDecisions): AccountPolicy => ({
  profileSchema: new ProfileSchema(decisions.profileAttributes, decisions.acceptsUndeclared),
  ruleGroups: new RuleGroups(decisions.ruleGroups),
  templates: decisions.templates,
  owners: decisions.owners,
  roleGroups: decisions.roleGroups,
});
