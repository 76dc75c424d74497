import { DomainError } from '../../domain/shared/domain-error.ts';
import { agentOfPrincipal } from '../ports/caller.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { findAgentView } from './agent/find-agent.ts';

/**
 * The agent for whom the caller's token speaks or who has signed in, and the groups that it belongs to.
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
    id: principal && agentOfPrincipal(principal),
  }),
  run: async ({ agents }, { principal }, __, { attempt }) => {
    const id = agentOfPrincipal(principal);
    if (id === undefined) {
      throw new DomainError('agentNotFound', 'Whoever asks speaks for no agent: the token is bound to none.');
    }
    const view = await findAgentView(agents, id, attempt);
    if (view.agent.active) return view;
    throw new DomainError(
      'agentDeactivated',
      `The agent ${JSON.stringify(view.agent.state.userName)} is deactivated, so its token answers nothing.`,
    );
  },
});
