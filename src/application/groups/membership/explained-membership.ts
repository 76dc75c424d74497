import { type Explanation, explainCriteria } from '../../../criteria/explain-criteria.ts';
import { matchCriteria } from '../../../criteria/match-criteria.ts';
import type { Agent } from '../../../domain/agent/agent.ts';
import { agentValues } from '../../../domain/agent/agent-values.ts';
import { isAboveAgent } from '../../../domain/agent/role-above-agent.ts';
import type { Group } from '../../../domain/group/group.ts';
import { type MembershipRule, ruleCriteria } from '../../../domain/group/membership-rule.ts';
import { type ExceptionTerms, ruleAt } from '../../../domain/group/rule-exceptions.ts';
import type { AgentView } from '../../../domain/membership/agent-view.ts';
import type { Instant } from '../../../domain/shared/instant.ts';

/** What settles whether an agent belongs to a group. */
type MembershipReason =
  /** It is, or is not, a member that was named, by the directory or by hand. */
  | 'named'
  /** It stands in the list of who always, or who never, belongs. */
  | 'always'
  | 'never'
  /** It is deactivated, and the group has active agents only. */
  | 'deactivated'
  /** It has no role above agent, and the group is for people who have one. */
  | 'role'
  | 'rule';

export interface ExplainedMembership {
  readonly agent: Agent;
  readonly group: Group;
  readonly belongs: boolean;
  readonly because: MembershipReason;
  /** Where the agent is an exception, why and until when. */
  readonly exception?: ExceptionTerms;
  /** The rule, condition by condition, whatever settles it; absent where no rule governs. */
  readonly rule?: Explanation;
}

/**
 * Why the agent belongs to the group, or why not.
 *
 * @param view - the agent with its groups.
 * @param at - at what time: exceptions end.
 */
export function explainedMembership(
  { agent, groups = [] }: AgentView,
  group: Group,
  at: Instant,
): ExplainedMembership {
  const { kind } = group.state;
  const rule = group.state.rule && ruleAt(group.state.rule, at);
  if (rule === undefined) {
    return { agent, group, belongs: groups.some(({ id }) => id === group.state.id), because: 'named' };
  }
  const values = agentValues({ agent });
  const belongs = matchCriteria(values, ruleCriteria(rule, kind));
  const explained = explainCriteria(values, rule.criteria);
  const lacksRole = kind === 'users' && !isAboveAgent(values);
  const because = reasonOf(rule, agent, lacksRole);
  const exception = because === 'always' || because === 'never' ? rule.terms?.[agent.state.id] : undefined;
  return { agent, group, belongs, because, exception, rule: explained };
}

function reasonOf(rule: MembershipRule, agent: Agent, lacksRole: boolean): MembershipReason {
  const { id } = agent.state;
  if (rule.never.includes(id)) return 'never';
  if (lacksRole) return 'role';
  if (!rule.includesDeactivated && !agent.active) return 'deactivated';
  return rule.always.includes(id) ? 'always' : 'rule';
}
