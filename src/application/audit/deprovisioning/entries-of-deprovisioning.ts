import type { JsonValue } from '../../../criteria/json.ts';
import type { AgentId } from '../../../domain/shared/identifiers.ts';
import {
  entriesPerPageMax,
  type JournalFilter,
  type JournalReader,
  type RecordedJournalEntry,
} from '../../ports/event-feed.ts';

/** A request of many operations has as many entries; further back is not looked. */
const pagesMax = 20;

/** Somebody may come in inactive. */
const endsAccess = ({ action, changes }: RecordedJournalEntry): boolean =>
  action === 'AgentDeactivated' ||
  action === 'AgentRemoved' ||
  (action === 'AgentProvisioned' && changes.some(({ path, to }) => path === 'active' && to === false));

/**
 * The entries that tell how an agent's access ended for the last time, in their order: those that made it inactive and removed it, what
 * the same requests ended with it, and everything about the agent since. None where the agent was never made inactive, or is active again.
 */
export async function entriesOfDeprovisioning(
  journal: JournalReader,
  id: AgentId,
): Promise<readonly RecordedJournalEntry[]> {
  const about = await allOf(journal, { targetType: 'agent', targetId: id });
  const reactivated = about.findLastIndex(({ action }) => action === 'AgentReactivated');
  const since = about.slice(reactivated + 1);
  const begins = since.findIndex(endsAccess);
  if (begins === -1) return [];
  const ended = since.slice(begins).filter(endsAccess);
  const withIt: RecordedJournalEntry[] = [];
  for (const requestId of new Set(ended.map((ending) => ending.requestId))) {
    withIt.push(...(await allOf(journal, { requestId })));
  }
  const groups = withIt.filter(
    ({ action, changes }) => action === 'GroupMembersChanged' && lost(changes, id),
  );
  const sessions: RecordedJournalEntry[] = [];
  for (const { target } of withIt.filter(({ action }) => action === 'SessionEnded')) {
    const session = await allOf(journal, { targetType: 'session', targetId: target?.id });
    const isOwn = session.some(({ changes }) =>
      changes.some(({ path, to }) => path === 'agentId' && to === id),
    );
    if (isOwn) sessions.push(...session);
  }
  const told = [...since.slice(begins), ...groups, ...sessions];
  const byPosition = new Map(told.map((entry) => [entry.position, entry]));
  return [...byPosition.values()].toSorted((one, other) => one.position - other.position);
}

/** Whether the agent is one of those that left. */
const lost = (changes: RecordedJournalEntry['changes'], id: AgentId): boolean =>
  changes.some(
    ({ path, from }) =>
      path === 'members' &&
      Array.isArray(from) &&
      from.some(
        (member: JsonValue) => member === id || (member as { readonly id?: string } | null)?.id === id,
      ),
  );

async function allOf(
  journal: JournalReader,
  filter: JournalFilter,
): Promise<readonly RecordedJournalEntry[]> {
  const entries: RecordedJournalEntry[] = [];
  let after = 0;
  for (let page = 0; page < pagesMax; page += 1) {
    const { entries: some, next } = await journal.after(after, entriesPerPageMax, filter);
    entries.push(...some);
    if (next <= after) break;
    after = next;
  }
  return entries;
}
