import type { Criteria } from '../../../criteria/criteria.ts';
import { type AgentCount, countedAgentsMax } from '../../../domain/agent/agent-count.ts';
import type { AgentReader } from '../../ports/agent-repository.ts';

/** How many agents satisfy the criteria, counted as far as agents are. */
export async function countAgents(agents: AgentReader, criteria: Criteria): Promise<AgentCount> {
  const count = await agents.count(criteria, countedAgentsMax);
  return count > countedAgentsMax ? { atLeast: count } : count;
}
