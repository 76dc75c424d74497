import type { Agent } from '../../domain/agent/agent.ts';
import { DomainError } from '../../domain/shared/domain-error.ts';
import type { AgentId } from '../../domain/shared/identifiers.ts';
import type { AgentReader } from '../ports/agent-repository.ts';

/** @throws DomainError `agentNotFound`. */
export async function findAgent(agents: AgentReader, id: AgentId): Promise<Agent> {
  const agent = await agents.find(id);
  if (agent === undefined) throw agentNotFound(id);
  return agent;
}

export const agentNotFound = (id: AgentId): DomainError =>
  new DomainError('agentNotFound', `There is no agent ${JSON.stringify(id)} in this account.`);
