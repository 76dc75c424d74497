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

/**
 * @param ifVersion - the version that the caller saw last, or those that will do; absent when any will do.
 * @throws DomainError `versionDiffers`.
 */
export function requireVersion(agent: Agent, ifVersion: number | readonly number[] | undefined): void {
  if (ifVersion === undefined || [ifVersion].flat().includes(agent.state.version)) return;
  throw new DomainError(
    'versionDiffers',
    `The agent ${agent.state.id} is at version ${agent.state.version}, which is not the one that was asked for: somebody changed it in between. Read it again and repeat the change.`,
    { version: agent.state.version },
  );
}
