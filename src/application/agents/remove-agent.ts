import { defineUseCase } from '../use-case/use-case.ts';
import { AgentDecision } from './agent/agent-decision.ts';
import { agentDecisions } from './decision/agent-decisions.ts';

/**
 * Ends an agent's life for good; the journal keeps what it had.
 *
 * @throws DomainError `agentNotFound`, `versionDiffers`, of the directory `brakeHolds`, and of people here `directoryOnly`, `lastAdministrator`.
 */
export const removeAgent = defineUseCase({
  name: 'RemoveAgent',
  permission: 'agents:remove',
  kind: 'changes',
  inClosedAccount: true,
  input: AgentDecision,
  target: ({ id }) => ({ type: 'agent', id }),
  run: agentDecisions.remove,
});
