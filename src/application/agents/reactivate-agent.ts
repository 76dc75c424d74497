import { withReason } from '../../domain/agent/reason-of-change.ts';
import { requireChangeableHere } from '../groups/group/group-changer.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { requireVersion } from '../version/version-condition.ts';
import { AgentDecision } from './agent/agent-decision.ts';
import { findAgent } from './agent/find-agent.ts';
import { storeAgent } from './agent/store-agent.ts';

/**
 * Lets a deactivated agent in again, under the same id; doing so twice changes nothing.
 *
 * @throws DomainError `agentNotFound`, `versionDiffers`, `directoryOnly`, `ssoNotSetUp`.
 */
export const reactivateAgent = defineUseCase({
  name: 'ReactivateAgent',
  permission: 'agents:administer',
  kind: 'changes',
  input: AgentDecision,
  target: ({ id }) => ({ type: 'agent', id }),
  run: async (scope, caller, { id, reason, ifVersion }, { account, at, attempt, identifiers }) => {
    const agent = await findAgent(scope.agents, id, attempt);
    requireVersion('agent', agent.state, ifVersion);
    requireChangeableHere(caller, account, 'its agents');
    account.requireSso();
    const change = withReason(agent.reactivate(at), reason);
    await storeAgent(scope, identifiers, change);
    return change.state;
  },
});
