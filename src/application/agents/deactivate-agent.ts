import { defineUseCase } from '../use-case/use-case.ts';
import { AgentReference } from './agent/agent-reference.ts';
import { findAgent } from './agent/find-agent.ts';
import { storeAgent } from './agent/store-agent.ts';

/**
 * Keeps an agent out and keeps its place; doing so twice changes nothing.
 *
 * @throws DomainError `agentNotFound`.
 */
export const deactivateAgent = defineUseCase({
  name: 'DeactivateAgent',
  permission: 'agents:administer',
  kind: 'changes',
  inClosedAccount: true,
  input: AgentReference,
  target: ({ id }) => ({ type: 'agent', id }),
  run: async (scope, _, { id }, { at, attempt, identifiers }) => {
    const change = (await findAgent(scope.agents, id, attempt)).deactivate(at);
    await storeAgent(scope, identifiers, change);
    return change.state;
  },
});
