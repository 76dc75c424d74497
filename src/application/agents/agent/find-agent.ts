import type { Agent } from '../../../domain/agent/agent.ts';
import type { AgentView } from '../../../domain/membership/agent-view.ts';
import { DomainError } from '../../../domain/shared/domain-error.ts';
import type { AgentId } from '../../../domain/shared/identifiers.ts';
import type { AgentReader } from '../../ports/agent-repository.ts';
import type { OpenAttempt } from '../../refusals/open-attempt.ts';

/**
 * The agent, whose name the attempt then bears.
 *
 * @throws DomainError `agentNotFound`.
 */
export async function findAgent(agents: AgentReader, id: AgentId, attempt: OpenAttempt): Promise<Agent> {
  const agent = await requireAgent(agents, id);
  attempt.target = { type: 'agent', id, name: agent.state.userName };
  return agent;
}

/** The agent, where the attempt is about something else. @throws DomainError `agentNotFound`. */
export async function requireAgent(agents: AgentReader, id: AgentId): Promise<Agent> {
  const agent = await agents.find(id);
  if (agent === undefined) throw agentNotFound(id);
  return agent;
}

/** As `findAgent`, with the groups that the agent belongs to. @throws DomainError `agentNotFound`. */
export async function findAgentView(
  agents: AgentReader,
  id: AgentId,
  attempt: OpenAttempt,
): Promise<AgentView> {
  const view = await agents.view(id);
  if (view === undefined) throw agentNotFound(id);
  attempt.target = { type: 'agent', id, name: view.agent.state.userName };
  return view;
}

export const agentNotFound = (id: AgentId): DomainError =>
  new DomainError('agentNotFound', `There is no agent ${JSON.stringify(id.slice(0, 80))} in this account.`);
