import { all, type Criteria, nobody, not } from '../../../criteria/criteria.ts';
import type { AgentCount } from '../../../domain/agent/agent-count.ts';
import type { Group } from '../../../domain/group/group.ts';
import type { GroupKind } from '../../../domain/group/group-reference.ts';
import { type MembershipRule, ruleCriteria } from '../../../domain/group/membership-rule.ts';
import { ruleAt } from '../../../domain/group/rule-exceptions.ts';
import { membersCriteria } from '../../../domain/membership/members-criteria.ts';
import type { Instant } from '../../../domain/shared/instant.ts';
import { countAgents } from '../../agents/agent/count-agents.ts';
import type { AgentReader } from '../../ports/agent-repository.ts';

/** Who belongs, who would come and who would go when a rule takes the place of what a group has now. */
export interface RuleEffectCriteria {
  readonly matching: Criteria;
  readonly joining: Criteria;
  readonly leaving: Criteria;
  /** Who belongs now; nobody where the group is to be made. */
  readonly members: Criteria;
}

type RuleEffectCounts = Readonly<Record<'matching' | 'joining' | 'leaving', AgentCount>>;

/**
 * @param group - absent for one that is to be made.
 * @param at - when the rule takes its place.
 */
export function ruleEffectCriteria(
  rule: MembershipRule,
  kind: GroupKind,
  group: Group | undefined,
  at: Instant,
): RuleEffectCriteria {
  const matching = ruleCriteria(ruleAt(rule, at), kind);
  if (group === undefined) return { matching, joining: matching, leaving: nobody, members: nobody };
  const members = membersCriteria(group, at);
  return { matching, members, joining: all(matching, not(members)), leaving: all(members, not(matching)) };
}

/** Who comes and who goes follows from three numbers, of which an index has the smaller ones at once. */
export async function countEffect(
  agents: AgentReader,
  { matching, joining, leaving, members }: RuleEffectCriteria,
): Promise<RuleEffectCounts> {
  const now = await countAgents(agents, matching);
  if (members === nobody) return { matching: now, joining: now, leaving: 0 };
  const before = await countAgents(agents, members);
  const both = await countAgents(agents, all(members, matching));
  const without = (count: AgentCount, of: Criteria) =>
    typeof count === 'number' && typeof both === 'number' ? count - both : countAgents(agents, of);
  return { matching: now, joining: await without(now, joining), leaving: await without(before, leaving) };
}
