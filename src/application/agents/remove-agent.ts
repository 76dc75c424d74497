import { withReason } from '../../domain/agent/reason-of-change.ts';
import { changerOf, requireChangeableHere } from '../groups/group/group-changer.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { requireVersion } from '../version/version-condition.ts';
import { AgentDecision } from './agent/agent-decision.ts';
import { findAgentView } from './agent/find-agent.ts';
import { storeKnownAgent } from './agent/store-known-agent.ts';

/**
 * Ends an agent's life for good; the journal keeps what it had.
 *
 * @throws DomainError `agentNotFound`, `versionDiffers`, and of people here `directoryOnly`, `lastAdministrator`.
 */
export const removeAgent = defineUseCase({
  name: 'RemoveAgent',
  permission: 'agents:remove',
  kind: 'changes',
  inClosedAccount: true,
  input: AgentDecision,
  target: ({ id }) => ({ type: 'agent', id }),
  run: async (scope, caller, { id, reason, ifVersion }, context): Promise<void> => {
    const view = await findAgentView(scope.agents, id, context.attempt);
    requireVersion('agent', view.agent.state, ifVersion);
    requireChangeableHere(caller, context.account, 'its agents');
    const change = withReason(view.agent.remove(context.at), reason);
    await storeKnownAgent(scope, context, change, view, changerOf(caller));
  },
});
