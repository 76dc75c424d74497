import { identified } from '../../criteria/criteria.ts';
import type { Group } from '../../domain/group/group.ts';
import type { AgentView } from '../../domain/membership/agent-view.ts';
import type { GroupId } from '../../domain/shared/identifiers.ts';
import type { Instant } from '../../domain/shared/instant.ts';
import { AgentAtATime } from '../agents/agent/agent-at-a-time.ts';
import { findAgentView } from '../agents/agent/find-agent.ts';
import { accountAt } from '../past/past-account.ts';
import { viewPastAgent } from '../past/view-past-agent.ts';
import { resourcesPerPageMax } from '../ports/list-page.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { type ExplainedMembership, explainedMembership } from './membership/explained-membership.ts';

/**
 * The groups to which an agent belongs, by name and of more than a thousand the first, each with why.
 *
 * @throws DomainError `agentNotFound`; as of a time also `attributeInvalid`, `permissionMissing`, `pastUntold`.
 */
export const explainGroupsOfAgent = defineUseCase({
  name: 'ExplainGroupsOfAgent',
  permission: 'rules:read',
  kind: 'reads',
  input: AgentAtATime,
  readsJournal: ({ at }) => at !== undefined,
  target: ({ id }) => ({ type: 'agent', id }),
  run: async (scope, caller, { id, at }, context): Promise<readonly ExplainedMembership[]> => {
    if (at !== undefined) {
      const { view, groups } = await viewPastAgent(await accountAt(scope, caller, context, at), id);
      return explained(view, groups, at);
    }
    const view = await findAgentView(scope.agents, id, context.attempt);
    const ids = (view.groups ?? []).slice(0, resourcesPerPageMax).map((group) => group.id);
    const query = { criteria: identified(ids), from: 0, limit: ids.length, withTotal: false };
    const { resources } = await scope.groups.list(query, false);
    return explained(view, new Map(resources.map(({ group }) => [group.state.id, group])), context.at);
  },
});

const explained = (view: AgentView, groups: ReadonlyMap<GroupId, Group>, at: Instant) =>
  (view.groups ?? []).slice(0, resourcesPerPageMax).flatMap(({ id }) => {
    const group = groups.get(id);
    return group === undefined ? [] : [explainedMembership(view, group, at)];
  });
