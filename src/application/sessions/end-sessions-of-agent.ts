import { AgentReference } from '../agents/agent/agent-reference.ts';
import { findAgent } from '../agents/agent/find-agent.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { endSessionsOf } from './session/end-sessions-of.ts';

/**
 * Ends all sessions of an agent, who can sign in again.
 *
 * @returns those that it ended.
 * @throws DomainError `agentNotFound`.
 */
export const endSessionsOfAgent = defineUseCase({
  name: 'EndSessionsOfAgent',
  permission: 'sessions:end',
  kind: 'changes',
  inClosedAccount: true,
  input: AgentReference,
  target: ({ id }) => ({ type: 'agent', id }),
  run: async (scope, _, { id }, { at, attempt }) => {
    await findAgent(scope.agents, id, attempt);
    return endSessionsOf(scope, id, 'ended by somebody who administers the account', at);
  },
});
