import { agentFields } from '../../domain/agent/agent-fields.ts';
import { all, type Criteria, equals, nobody, not } from '../../domain/criteria/criteria.ts';
import { type AgentCount, countedAgentsMax } from '../../domain/group/agent-count.ts';
import type { Group } from '../../domain/group/group.ts';
import type { GroupKind } from '../../domain/group/group-reference.ts';
import { type MembershipRule, ruleCriteria } from '../../domain/group/membership-rule.ts';
import type { AgentReader } from '../ports/agent-repository.ts';

/** Who belongs, who would come and who would go when a rule takes the place of what a group has now. */
export interface RuleEffectCriteria {
  readonly matching: Criteria;
  readonly joining: Criteria;
  readonly leaving: Criteria;
}

/** @param group - absent for one that is to be made. */
export function ruleEffectCriteria(
  rule: MembershipRule,
  kind: GroupKind,
  group: Group | undefined,
): RuleEffectCriteria {
  const matching = ruleCriteria(rule, kind);
  const members = group === undefined ? nobody : membersCriteria(group);
  if (group === undefined) return { matching, joining: matching, leaving: nobody };
  return { matching, joining: all(matching, not(members)), leaving: all(members, not(matching)) };
}

/** Who belongs to a group, whatever governs it. */
const membersCriteria = ({ state: { id, kind, rule } }: Group): Criteria =>
  rule === undefined ? equals(agentFields.groupId, id) : ruleCriteria(rule, kind);

export async function countAgents(agents: AgentReader, criteria: Criteria): Promise<AgentCount> {
  const count = await agents.count(criteria, countedAgentsMax);
  return count > countedAgentsMax ? `more than ${countedAgentsMax}` : count;
}
