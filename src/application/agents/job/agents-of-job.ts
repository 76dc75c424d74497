import { agentsPerJobMax, type RefusedAgent } from '../../../domain/agent/agent-job.ts';
import { DomainError } from '../../../domain/shared/domain-error.ts';
import type { AgentId } from '../../../domain/shared/identifiers.ts';
import type { RuleLanguage } from '../../ports/rule-language.ts';
import type { WriteScope } from '../../ports/unit-of-work.ts';
import { agentNotFound } from '../agent/find-agent.ts';
import { refusedAgent } from '../agent/refused-agent.ts';

interface NamedAgents {
  readonly ids?: readonly AgentId[];
  readonly filter?: string;
}

interface AgentsOfJob {
  readonly agents: readonly AgentId[];
  /** Those of them who are not there; they come first. */
  readonly refused: readonly RefusedAgent[];
}

/**
 * The agents that are named by their ids, or that a filter finds now: whoever satisfies it later is none of them.
 *
 * @throws DomainError `inputInvalid`, `filterInvalid`, `criteriaTooWide`.
 */
export async function agentsOfJob(
  { agents, profileAttributes }: Pick<WriteScope, 'agents' | 'profileAttributes'>,
  { ids, filter }: NamedAgents,
  ruleLanguage: RuleLanguage,
): Promise<AgentsOfJob> {
  if ((ids === undefined) === (filter === undefined))
    throw invalid('Name the agents either by "ids" or by "filter".', 'ids');
  if (ids !== undefined) {
    const there = await agents.userNames(ids);
    const [missing, others] = [[], []] as [AgentId[], AgentId[]];
    for (const id of new Set(ids)) (there.has(id) ? others : missing).push(id);
    const refused = missing.map((id) => refusedAgent(id, agentNotFound(id)));
    return { agents: [...missing, ...others], refused };
  }
  const criteria = ruleLanguage.parseFilter(filter ?? '', await profileAttributes.list());
  const walk = { criteria, from: 'beginning', limit: agentsPerJobMax, withTotal: false } as const;
  const { resources, next } = await agents.list(walk, false);
  if (next !== undefined) {
    const message = `The filter finds more than ${agentsPerJobMax} agents. Narrow it, and start a job for each part.`;
    throw invalid(message, 'filter');
  }
  if (resources.length === 0) throw invalid('The filter finds no agent.', 'filter');
  return { agents: resources.map(({ agent }) => agent.state.id), refused: [] };
}

const invalid = (message: string, attribute: string) =>
  new DomainError('inputInvalid', message, { attribute });
