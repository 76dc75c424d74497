import { identified } from '../../criteria/criteria.ts';
import { AgentReference } from '../agents/agent/agent-reference.ts';
import { findAgentView } from '../agents/agent/find-agent.ts';
import { resourcesPerPageMax } from '../ports/list-page.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { type ExplainedMembership, explainedMembership } from './membership/explained-membership.ts';

/**
 * The groups to which an agent belongs, by name and of more than a thousand the first, each with why.
 *
 * @throws DomainError `agentNotFound`.
 */
export const explainGroupsOfAgent = defineUseCase({
  name: 'ExplainGroupsOfAgent',
  permission: 'rules:read',
  kind: 'reads',
  input: AgentReference,
  target: ({ id }) => ({ type: 'agent', id }),
  run: async (scope, _, { id }, { at, attempt }): Promise<readonly ExplainedMembership[]> => {
    const view = await findAgentView(scope.agents, id, attempt);
    const ids = (view.groups ?? []).slice(0, resourcesPerPageMax).map((group) => group.id);
    const query = { criteria: identified(ids), from: 0, limit: ids.length, withTotal: false };
    const { resources } = await scope.groups.list(query, false);
    const byId = new Map(resources.map(({ group }) => [group.state.id, group]));
    return ids.flatMap((groupId) => {
      const group = byId.get(groupId);
      return group === undefined ? [] : [explainedMembership(view, group, at)];
    });
  },
});
