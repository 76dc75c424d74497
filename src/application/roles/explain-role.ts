import { type RoleOfAgent, roleOfAgent, rolesOfAgent } from '../../domain/membership/roles-of-agent.ts';
import type { Role } from '../../domain/role/role.ts';
import { AgentReference } from '../agents/agent/agent-reference.ts';
import { findAgentView } from '../agents/agent/find-agent.ts';
import { defineUseCase } from '../use-case/use-case.ts';

export interface ExplainedRole {
  /** As what the agent may enter; absent where the agent may not. */
  readonly role?: Role;
  /** All roles that the agent has or, once active again, would have. */
  readonly because: readonly RoleOfAgent[];
}

/**
 * Which role an agent has, and through what.
 *
 * @throws DomainError `agentNotFound`.
 */
export const explainRole = defineUseCase({
  name: 'ExplainRole',
  permission: 'roles:read',
  kind: 'reads',
  input: AgentReference,
  target: ({ id }) => ({ type: 'agent', id }),
  run: async ({ agents, policy }, _, { id }, { attempt }): Promise<ExplainedRole> => {
    const view = await findAgentView(agents, id, attempt);
    const sources = await policy.current();
    return { role: roleOfAgent(view, sources), because: rolesOfAgent(view, sources) };
  },
});
