import { withReason } from '../../domain/agent/reason-of-change.ts';
import { requireChangeableHere } from '../groups/group/group-changer.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { requireVersion } from '../version/version-condition.ts';
import { AgentDecision } from './agent/agent-decision.ts';
import { findAgentView } from './agent/find-agent.ts';
import { storeKnownAgent } from './agent/store-known-agent.ts';

/**
 * Keeps an agent out and keeps its place; doing so twice changes nothing.
 *
 * @throws DomainError `agentNotFound`, `versionDiffers`, `directoryOnly`, `lastAdministrator`.
 */
export const deactivateAgent = defineUseCase({
  name: 'DeactivateAgent',
  permission: 'agents:administer',
  kind: 'changes',
  inClosedAccount: true,
  input: AgentDecision,
  target: ({ id }) => ({ type: 'agent', id }),
  run: async (scope, caller, { id, reason, ifVersion }, context) => {
    const view = await findAgentView(scope.agents, id, context.attempt);
    requireVersion('agent', view.agent.state, ifVersion);
    requireChangeableHere(caller, context.account, 'its agents');
    const change = withReason(view.agent.deactivate(context.at), reason);
    await storeKnownAgent(scope, context, change, view, 'hand');
    return change.state;
  },
});
