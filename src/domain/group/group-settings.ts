import type { AgentCount } from '../agent/agent-count.ts';
import type { GroupChanger } from './group-governance.ts';
import type { GroupKind } from './group-reference.ts';
import type { GroupOrigin } from './group-state.ts';
import type { MembershipRule } from './membership-rule.ts';

/** What a new group is, apart from its name. */
export interface GroupSettings {
  readonly kind: GroupKind;
  readonly governedBy: GroupChanger;
}

/** The same of a group to which belongs whoever satisfies a rule. */
export interface RuleGroupSettings {
  readonly kind: GroupKind;
  readonly rule: MembershipRule;
  /** How many belong to it; not said of a template's, whose members are in other entries. */
  readonly joined?: AgentCount;
  readonly origin?: GroupOrigin;
}

/** How many agents a rule gives a group, and takes from it. */
export interface RuleEffect {
  readonly joined: AgentCount;
  readonly left: AgentCount;
}
