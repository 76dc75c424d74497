import { DomainError } from '../../../domain/shared/domain-error.ts';
import type { AgentId } from '../../../domain/shared/identifiers.ts';
import type { AgentReader } from '../../ports/agent-repository.ts';

/**
 * The ids of agents that are named by userName or externalId.
 *
 * @param pathOf - where the name of that number stands.
 * @throws DomainError `agentNotFound`.
 */
export async function agentsNamed(
  agents: Pick<AgentReader, 'referredTo'>,
  names: readonly string[],
  pathOf: (index: number) => string,
): Promise<readonly AgentId[]> {
  const found = await agents.referredTo(names);
  return names.map((name, index) => {
    const agent = found.get(name);
    if (agent === undefined) throw agentMissing(name, { path: pathOf(index) });
    return agent.id;
  });
}

export const agentMissing = (name: string, details?: { readonly path: string }): DomainError =>
  new DomainError(
    'agentNotFound',
    `There is no agent with the userName or externalId ${JSON.stringify(name.slice(0, 80))} in this account, or several have that externalId.`,
    details,
  );
