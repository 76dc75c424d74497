import { accountAt } from '../past/past-account.ts';
import { viewPastAgent } from '../past/view-past-agent.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { AgentAtATime } from './agent/agent-at-a-time.ts';
import { findAgentView } from './agent/find-agent.ts';

/**
 * An agent and the groups that it belongs to.
 *
 * @throws DomainError `agentNotFound`; as of a time also `attributeInvalid`, `permissionMissing`, `pastUntold`.
 */
export const readAgent = defineUseCase({
  name: 'ReadAgent',
  permission: 'agents:read',
  kind: 'reads',
  input: AgentAtATime,
  readsJournal: ({ at }) => at !== undefined,
  target: ({ id }) => ({ type: 'agent', id }),
  looksUpOne: ({ at }) => at === undefined,
  run: async (scope, caller, { id, at }, context) =>
    at === undefined
      ? findAgentView(scope.agents, id, context.attempt)
      : (await viewPastAgent(await accountAt(scope, caller, context, at), id)).view,
});
