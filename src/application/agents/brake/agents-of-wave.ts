import { all, equals } from '../../../criteria/criteria.ts';
import { agentFields } from '../../../domain/agent/agent-fields.ts';
import type { Wave } from '../../../domain/agent/brake-state.ts';
import type { AgentView } from '../../../domain/membership/agent-view.ts';
import type { AgentId, ApiTokenId } from '../../../domain/shared/identifiers.ts';
import type { ApiTokenReader } from '../../ports/api-token-repository.ts';
import type { JournalEntry } from '../../ports/journal-entry.ts';
import { resourcesPerPageMax } from '../../ports/list-page.ts';
import type { ReadScope } from '../../ports/unit-of-work.ts';

/** What says whether an agent has access, and who wants it so. */
export const accessActions = ['AgentProvisioned', 'AgentDeactivated', 'AgentReactivated', 'AgentKeptOut'];

type AccessEntry = Pick<JournalEntry, 'action' | 'at' | 'principal'>;

/** The API tokens with which directories provision, by their ids. */
export async function directoriesOf(tokens: ApiTokenReader): Promise<ReadonlySet<ApiTokenId>> {
  const ofDirectories = (await tokens.list()).filter(({ isOfDirectory }) => isOfDirectory);
  return new Set(ofDirectories.map(({ state }) => state.id));
}

export const isByDirectory = (
  { principal }: Pick<JournalEntry, 'principal'>,
  directories: ReadonlySet<ApiTokenId>,
): boolean => principal.kind === 'token' && directories.has(principal.id);

/** Whether the agent is out because the directory deactivated it in the wave, and for no other reason. */
export const isOutByWave = (
  last: AccessEntry | undefined,
  { since, lastAt }: Wave,
  directories: ReadonlySet<ApiTokenId>,
): boolean =>
  last?.action === 'AgentDeactivated' &&
  isByDirectory(last, directories) &&
  last.at >= since &&
  last.at <= lastAt;

/**
 * Those who are out by the wave, in the order in which they came into being. Whoever is removed is not among them, nor is whoever
 * is back, or was deactivated by somebody here.
 *
 * @param after - begins behind this agent.
 */
export async function agentsOfWave(
  { agents, journal, tokens }: Pick<ReadScope, 'agents' | 'journal' | 'tokens'>,
  wave: Wave,
  after: AgentId | undefined,
  limit: number,
): Promise<readonly AgentView[]> {
  const directories = await directoriesOf(tokens);
  const criteria = all(equals(agentFields.active, false), {
    ...{ kind: 'compare', operator: 'greaterOrEqual', field: agentFields.lastModified, value: wave.since },
  } as const);
  const found: AgentView[] = [];
  for (let from = after; ; ) {
    const start = from === undefined ? 'beginning' : { id: from };
    const query = { criteria, from: start, limit: resourcesPerPageMax, withTotal: false } as const;
    const { resources, next } = await agents.list(query, false);
    const ids = resources.map(({ agent }) => agent.state.id);
    const decided = await journal.newestOfEach('agent', ids, accessActions);
    for (const view of resources) {
      if (isOutByWave(decided.get(view.agent.state.id), wave, directories)) found.push(view);
      if (found.length === limit) return found;
    }
    if (next === undefined) return found;
    from = ids.at(-1);
  }
}
