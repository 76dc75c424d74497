import type { AgentId, GroupId } from '../../domain/shared/identifiers.ts';
import { findAgentView } from '../agents/agent/find-agent.ts';
import { IsIdentifier } from '../input/is-identifier.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { findGroup } from './group/find-group.ts';
import { type ExplainedMembership, explainedMembership } from './membership/explained-membership.ts';

export class MembershipQuestion {
  @IsIdentifier()
  readonly agentId!: AgentId;

  @IsIdentifier()
  readonly groupId!: GroupId;
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
    const view = await findAgentView(scope.agents, agentId, attempt);
    return explainedMembership(view, await findGroup(scope.groups, groupId, attempt), at);
  },
});
