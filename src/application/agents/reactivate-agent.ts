import { defineUseCase } from '../use-case/use-case.ts';
import { AgentReference } from './agent/agent-reference.ts';
import { findAgent } from './agent/find-agent.ts';
import { storeAgent } from './agent/store-agent.ts';

/**
 * Lets a deactivated agent in again, under the same id; doing so twice changes nothing.
 *
 * @throws DomainError `agentNotFound`, `ssoNotSetUp`.
 */
export const reactivateAgent = defineUseCase({
  name: 'ReactivateAgent',
  permission: 'agents:administer',
  kind: 'changes',
  input: AgentReference,
  target: ({ id }) => ({ type: 'agent', id }),
  run: async (scope, _, { id }, { account, at, attempt, identifiers }) => {
    const agent = await findAgent(scope.agents, id, attempt);
    account.requireSso();
    const change = agent.reactivate(at);
    await storeAgent(scope, identifiers, change);
    return change.state;
  },
});
