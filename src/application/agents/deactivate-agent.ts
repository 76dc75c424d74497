import { defineUseCase } from '../use-case/use-case.ts';
import { AgentDecision } from './agent/agent-decision.ts';
import { agentDecisions } from './decision/agent-decisions.ts';

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
  run: agentDecisions.deactivate,
});
