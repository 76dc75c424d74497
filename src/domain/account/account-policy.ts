import type { GroupTemplate } from '../group/group-template.ts';
import type { RuleGroups } from '../group/rule-groups.ts';
import type { ProfileSchema } from '../profile-attribute/profile-schema.ts';

/** What an account's administrators have decided that each change of an agent is held against. */
export interface AccountPolicy {
  readonly profileSchema: ProfileSchema;
  /** Those that templates made apart, of which there may be very many. */
  readonly ruleGroups: RuleGroups;
  readonly templates: readonly GroupTemplate[];
}
