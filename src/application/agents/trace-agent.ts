import type { JsonValue } from '../../criteria/json.ts';
import type { Agent } from '../../domain/agent/agent.ts';
import { attributeChanges } from '../../domain/shared/attribute-change.ts';
import type { AgentId } from '../../domain/shared/identifiers.ts';
import type { RecordedJournalEntry } from '../ports/event-feed.ts';
import type { ReadScope } from '../ports/unit-of-work.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { AgentReference } from './agent/agent-reference.ts';
import { findAgent } from './agent/find-agent.ts';

const entriesPerPage = 500;
const pagesMax = 10;

/** A value that an agent has, and the entry of the journal by which it came to have it. */
export interface TracedAttribute {
  /** In SCIM notation. */
  readonly path: string;
  readonly value: JsonValue;
  /** Absent where it is further back than is looked. */
  readonly since?: RecordedJournalEntry;
}

export interface TracedAgent {
  readonly agent: Agent;
  readonly attributes: readonly TracedAttribute[];
}

/**
 * An agent with where each of its attributes came from: who set it, when, by which request. It looks at the newest 5000
 * entries about the agent.
 *
 * @throws DomainError `agentNotFound`.
 */
export const traceAgent = defineUseCase({
  name: 'TraceAgent',
  permission: 'auditLog:read',
  kind: 'reads',
  readsJournal: true,
  input: AgentReference,
  target: ({ id }) => ({ type: 'agent', id }),
  run: async (scope, _, { id }, { attempt }): Promise<TracedAgent> => {
    const agent = await findAgent(scope.agents, id, attempt);
    const values = attributeChanges({}, agent.attributes());
    const since = await entriesThatSet(scope, id, new Set(values.map(({ path }) => path)));
    const attributes = values.map(({ path, to = null }) => ({ path, value: to, since: since.get(path) }));
    return { agent, attributes };
  },
});

/** The newest entry for each path that changed it. */
async function entriesThatSet(
  { journal }: Pick<ReadScope, 'journal'>,
  targetId: AgentId,
  paths: Set<string>,
): Promise<ReadonlyMap<string, RecordedJournalEntry>> {
  const found = new Map<string, RecordedJournalEntry>();
  let before: number | undefined;
  for (let page = 0; page < pagesMax && paths.size > 0; page++) {
    const entries = await journal.latest({ targetType: 'agent', targetId, limit: entriesPerPage, before });
    for (const entry of entries)
      for (const { path } of entry.refusal === undefined ? entry.changes : [])
        if (paths.delete(path)) found.set(path, entry);
    before = entries.at(-1)?.position;
    if (before === undefined) break;
  }
  return found;
}
