import { defineUseCase } from '../use-case/use-case.ts';
import { AgentDecision } from './agent/agent-decision.ts';
import { agentDecisions } from './decision/agent-decisions.ts';

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
  run: agentDecisions.reactivate,
});
