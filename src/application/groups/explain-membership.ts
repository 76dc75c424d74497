import { type Explanation, explainCriteria } from '../../criteria/explain-criteria.ts';
import { matchCriteria } from '../../criteria/match-criteria.ts';
import type { Agent } from '../../domain/agent/agent.ts';
import { agentValues } from '../../domain/agent/agent-values.ts';
import { isAboveAgent } from '../../domain/agent/role-above-agent.ts';
import type { Group } from '../../domain/group/group.ts';
import { type MembershipRule, ruleCriteria } from '../../domain/group/membership-rule.ts';
import { type ExceptionTerms, ruleAt } from '../../domain/group/rule-exceptions.ts';
import type { AgentId, GroupId } from '../../domain/shared/identifiers.ts';
import { findAgentView } from '../agents/agent/find-agent.ts';
import { IsIdentifier } from '../input/is-identifier.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { findGroup } from './group/find-group.ts';

export class MembershipQuestion {
  @IsIdentifier()
  readonly agentId!: AgentId;

  @IsIdentifier()
  readonly groupId!: GroupId;
}

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
 * Why an agent belongs to a group, or why not.
 *
 * @throws DomainError `agentNotFound`, `groupNotFound`.
 */
export const explainMembership = defineUseCase({
  name: 'ExplainMembership',
  permission: 'rules:read',
  kind: 'reads',
  input: MembershipQuestion,
  target: ({ groupId }) => ({ type: 'group', id: groupId }),
  run: async (scope, _, { agentId, groupId }, { at, attempt }): Promise<ExplainedMembership> => {
    const { agent, groups = [] } = await findAgentView(scope.agents, agentId, attempt);
    const group = await findGroup(scope.groups, groupId, attempt);
    const { kind } = group.state;
    const rule = group.state.rule && ruleAt(group.state.rule, at);
    if (rule === undefined) {
      return { agent, group, belongs: groups.some(({ id }) => id === groupId), because: 'named' };
    }
    const values = agentValues({ agent });
    const belongs = matchCriteria(values, ruleCriteria(rule, kind));
    const explained = explainCriteria(values, rule.criteria);
    const lacksRole = kind === 'users' && !isAboveAgent(values);
    const because = reasonOf(rule, agent, lacksRole);
    const exception = because === 'always' || because === 'never' ? rule.terms?.[agentId] : undefined;
    return { agent, group, belongs, because, exception, rule: explained };
  },
});

function reasonOf(rule: MembershipRule, agent: Agent, lacksRole: boolean): MembershipReason {
  const { id } = agent.state;
  if (rule.never.includes(id)) return 'never';
  if (lacksRole) return 'role';
  if (!rule.includesDeactivated && !agent.active) return 'deactivated';
  return rule.always.includes(id) ? 'always' : 'rule';
}
