import type { JsonValue } from '../../../criteria/json.ts';
import type { AgentId } from '../../../domain/shared/identifiers.ts';
import { erasedText } from '../../ports/erasure-repository.ts';
import {
  entriesPerPageMax,
  type JournalFilter,
  type JournalReader,
  type RecordedJournalEntry,
} from '../../ports/event-feed.ts';

/** Of one agent, in one document that is held in memory. */
const entriesMax = 20 * entriesPerPageMax;

/** Somebody may come in inactive. */
export const endsAccess = ({ action, changes }: RecordedJournalEntry): boolean =>
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
  const groups: RecordedJournalEntry[] = [];
  // One request may be about very many agents.
  for (const requestId of new Set(ended.map((ending) => ending.requestId))) {
    const withIt = await allOf(journal, { requestId, involving: id });
    groups.push(...withIt.filter((entry) => lost(entry, id)));
  }
  const sessions = await sessionsEndedWith(ended, journal, id);
  const told = [...since.slice(begins), ...groups, ...sessions];
  const byPosition = new Map(told.map((entry) => [entry.position, entry]));
  return [...byPosition.values()].toSorted((one, other) => one.position - other.position);
}

/** The entries of those sessions of an agent that an entry of these ended. */
async function sessionsEndedWith(
  ended: readonly RecordedJournalEntry[],
  journal: JournalReader,
  id: AgentId,
): Promise<readonly RecordedJournalEntry[]> {
  const began = await allOf(journal, { action: 'SessionBegan', involving: id });
  const told: RecordedJournalEntry[] = [];
  for (const { target } of began.filter((entry) => mayLastUntil(entry, ended[0]?.at ?? ''))) {
    const session = await allOf(journal, { targetType: 'session', targetId: target?.id });
    const isEnded = ({ action, requestId }: RecordedJournalEntry) =>
      action === 'SessionEnded' && ended.some((ending) => ending.requestId === requestId);
    if (session.some(isEnded)) told.push(...session);
  }
  return told;
}

/** Unless its time was over before. */
function mayLastUntil({ changes }: RecordedJournalEntry, at: string): boolean {
  const endsAt = changes.find(({ path }) => path === 'endsAt')?.to;
  return endsAt === erasedText || String(endsAt) >= at;
}

/** Whether a session of the agent began by this. */
export const beginsSession = ({ action, changes }: RecordedJournalEntry, id: string): boolean =>
  action === 'SessionBegan' && changes.some(({ path, to }) => path === 'agentId' && to === id);

/** Whether the agent is one of those that left the group. */
export const lost = ({ action, changes }: RecordedJournalEntry, id: string): boolean =>
  action === 'GroupMembersChanged' &&
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
  for (let after = 0; entries.length < entriesMax; ) {
    const { entries: some, next } = await journal.after(after, entriesPerPageMax, filter);
    entries.push(...some);
    if (next <= after) break;
    after = next;
  }
  return entries;
}
