import { defineUseCase } from '../use-case/use-case.ts';
import { AgentDecision } from './agent/agent-decision.ts';
import { bringBack } from './brake/bring-back.ts';

/**
 * Brings one agent back of many whom the directory deactivated at once, with its roles and groups. Nothing changes where the agent
 * is back, or is out for another reason.
 *
 * @throws DomainError `agentNotFound`, `directoryOnly`, `ssoNotSetUp`.
 */
export const bringAgentBack = defineUseCase({
  name: 'BringAgentBack',
  permission: 'agents:administer',
  kind: 'ownTransactions',
  input: AgentDecision,
  target: ({ id }) => ({ type: 'agent', id }),
  run: bringBack,
});
