import type { AgentView } from '../../domain/membership/agent-view.ts';
import type { AgentId } from '../../domain/shared/identifiers.ts';
import { agentNotFound } from '../agents/agent/find-agent.ts';
import type { PastAccount } from './past-account.ts';
import { PastAgents } from './past-agents.ts';
import { type PastGroups, pastGroups } from './past-groups.ts';
import { PastMemberships } from './past-memberships.ts';

/** An agent and its groups as they were, and the groups themselves. */
export interface PastAgentView extends PastGroups {
  readonly view: AgentView;
}

/** @throws DomainError `agentNotFound`, `pastUntold`. */
export async function viewPastAgent(past: PastAccount, id: AgentId): Promise<PastAgentView> {
  const found = await new PastAgents(past).find(id);
  if (found === undefined) throw agentNotFound(id);
  past.context.attempt.target = { type: 'agent', id, name: found.agent.state.userName };
  const groups = await pastGroups(past, (member) => member === id);
  return { view: new PastMemberships(groups, past.at).viewOf(found), ...groups };
}
