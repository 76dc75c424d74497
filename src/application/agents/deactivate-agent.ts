import { defineUseCase } from '../use-case/use-case.ts';
import { AgentReference } from './agent/agent-reference.ts';
import { findAgentView } from './agent/find-agent.ts';
import { storeKnownAgent } from './agent/store-known-agent.ts';

/**
 * Keeps an agent out and keeps its place; doing so twice changes nothing.
 *
 * @throws DomainError `agentNotFound`, `lastAdministrator`.
 */
export const deactivateAgent = defineUseCase({
  name: 'DeactivateAgent',
  permission: 'agents:administer',
  kind: 'changes',
  inClosedAccount: true,
  input: AgentReference,
  target: ({ id }) => ({ type: 'agent', id }),
  run: async (scope, _, { id }, context) => {
    const view = await findAgentView(scope.agents, id, context.attempt);
    const change = view.agent.deactivate(context.at);
    await storeKnownAgent(scope, context, change, view, 'hand');
    return change.state;
  },
});
