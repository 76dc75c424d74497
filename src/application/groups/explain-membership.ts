import { type Explanation, explainCriteria } from '../../criteria/explain-criteria.ts';
import { matchCriteria } from '../../criteria/match-criteria.ts';
import type { Agent } from '../../domain/agent/agent.ts';
import { agentValues } from '../../domain/agent/agent-values.ts';
import { isAboveAgent } from '../../domain/agent/role.ts';
import type { Group } from '../../domain/group/group.ts';
import { ruleCriteria } from '../../domain/group/membership-rule.ts';
import type { AgentId, GroupId } from '../../domain/shared/identifiers.ts';
import { agentNotFound } from '../agents/find-agent.ts';
import type { Caller } from '../ports/caller.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';
import { findGroup } from './find-group.ts';

export interface MembershipQuestion {
  readonly agentId: AgentId;
  readonly groupId: GroupId;
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
  /** The rule, condition by condition, whatever settles it; absent where no rule governs. */
  readonly rule?: Explanation;
}

/** Why an agent belongs to a group, or why not. */
export class ExplainMembership {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** @throws DomainError `agentNotFound`, `groupNotFound`. */
  async execute(caller: Caller, { agentId, groupId }: MembershipQuestion): Promise<ExplainedMembership> {
    return this.unitOfWork.read(caller, async (scope) => {
      const group = await findGroup(scope.groups, groupId);
      const view = await scope.agents.view(agentId);
      if (view === undefined) throw agentNotFound(agentId);
      const { agent, groups = [] } = view;
      const { rule, kind } = group.state;
      if (rule === undefined) {
        return { agent, group, belongs: groups.some(({ id }) => id === groupId), because: 'named' };
      }
      const values = agentValues({ agent });
      const belongs = matchCriteria(values, ruleCriteria(rule, kind));
      const explained = explainCriteria(values, rule.criteria);
      const lacksRole = kind === 'users' && !isAboveAgent(values);
      return { agent, group, belongs, because: reasonOf(group, agent, lacksRole), rule: explained };
    });
  }
}

function reasonOf({ state: { rule } }: Group, agent: Agent, lacksRole: boolean): MembershipReason {
  const { id } = agent.state;
  if (rule?.never.includes(id)) return 'never';
  if (lacksRole) return 'role';
  if (!rule?.includesDeactivated && !agent.active) return 'deactivated';
  return rule?.always.includes(id) ? 'always' : 'rule';
}
