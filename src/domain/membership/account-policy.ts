import type { GroupTemplate } from '../group/group-template.ts';
import { firstEndAfter, ruleAt } from '../group/rule-exceptions.ts';
import { type RuleGroup, RuleGroups } from '../group/rule-groups.ts';
import type { KnownProfileAttribute } from '../profile-attribute/known-profile-attribute.ts';
import { ProfileSchema } from '../profile-attribute/profile-schema.ts';
import type { Instant } from '../shared/instant.ts';
import type { RoleSources } from './roles-of-agent.ts';

/** All that administrators have decided which a change of an agent is held against. */
export interface AccountPolicy extends RoleSources {
  readonly profileSchema: ProfileSchema;
  /** The groups with a rule of their own. Groups that templates made are not among them: there may be very many. */
  readonly ruleGroups: RuleGroups;
  readonly templates: readonly GroupTemplate[];
  /** When an exception of a rule ends, and with it what this says of the rules; absent where none ends. */
  readonly holdsUntil?: Instant;
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

/** The policy as it is at a moment. */
export const accountPolicy = (decisions: AccountDecisions, at: Instant): AccountPolicy => ({
  profileSchema: new ProfileSchema(decisions.profileAttributes, decisions.acceptsUndeclared),
  ruleGroups: new RuleGroups(
    decisions.ruleGroups.map((group) => ({ ...group, rule: ruleAt(group.rule, at) })),
  ),
  templates: decisions.templates,
  holdsUntil: firstEndAfter(
    decisions.ruleGroups.map(({ rule }) => rule),
    at,
  ),
  owners: decisions.owners,
  roleGroups: decisions.roleGroups,
});
