import { all, type Criteria, not } from '../../../criteria/criteria.ts';
import { criteriaOfWords } from '../../../domain/agent/agent-search.ts';
import type { AgentReader } from '../../ports/agent-repository.ts';

/** A word that so many have at most is looked up; one that more have is asked of each agent, in the order of the list. */
const fewAgentsMax = 1000;

/**
 * Every word of a text begins one of the agent's names or addresses. Which words few have is found out first, in an index that is
 * read so far only. To look up what all have would read and sort all of it for one page, where the first agents of the list
 * have it as well.
 */
export async function searchByWords(agents: Pick<AgentReader, 'count'>, search: string): Promise<Criteria> {
  const rare: Criteria[] = [];
  const common: Criteria[] = [];
  for (const word of criteriaOfWords(search)) {
    const isRare = rare.length === 0 && (await haveFew(agents, word.of));
    (isRare ? rare : common).push(word);
  }
  return all(...rare, ...common.map(askedOfEach));
}

async function haveFew(
  agents: Pick<AgentReader, 'count'>,
  alternatives: readonly Criteria[],
): Promise<boolean> {
  for (const alternative of alternatives)
    if ((await agents.count(alternative, fewAgentsMax)) > fewAgentsMax) return false;
  return true;
}

/** The same, as no index finds it: see `docs/search.md`. */
const askedOfEach = (criteria: Criteria): Criteria => not(not(criteria));
