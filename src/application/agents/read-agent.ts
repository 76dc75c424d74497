import { defineUseCase } from '../use-case/use-case.ts';
import { AgentReference } from './agent/agent-reference.ts';
import { findAgentView } from './agent/find-agent.ts';

/**
 * An agent and the groups that it belongs to.
 *
 * @throws DomainError `agentNotFound`.
 */
export const readAgent = defineUseCase({
  name: 'ReadAgent',
  permission: 'agents:read',
  kind: 'reads',
  input: AgentReference,
  target: ({ id }) => ({ type: 'agent', id }),
  looksUpOne: () => true,
  run: ({ agents }, _, { id }, { attempt }) => findAgentView(agents, id, attempt),
});
