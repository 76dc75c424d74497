import { DomainError } from '../../domain/shared/domain-error.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { findAgentView } from './agent/find-agent.ts';

/**
 * The agent for whom the caller's token speaks, and the groups that it belongs to.
 *
 * @throws DomainError `agentDeactivated`: who may no longer sign in learns nothing here either. `agentNotFound` where
 * the agent was removed, and where the caller speaks for no agent.
 */
export const readOwnAgent = defineUseCase({
  name: 'ReadOwnAgent',
  permission: 'ownAgent:read',
  kind: 'reads',
  target: (_, { principal }) => ({
    type: 'agent',
    id: principal?.kind === 'token' ? principal.agentId : undefined,
  }),
  run: async ({ agents }, { principal }, __, { attempt }) => {
    if (principal.kind !== 'token' || principal.agentId === undefined) {
      throw new DomainError('agentNotFound', 'Whoever asks speaks for no agent: the token is bound to none.');
    }
    const view = await findAgentView(agents, principal.agentId, attempt);
    if (view.agent.active) return view;
    throw new DomainError(
      'agentDeactivated',
      `The agent ${JSON.stringify(view.agent.state.userName)} is deactivated, so its token answers nothing.`,
    );
  },
});
