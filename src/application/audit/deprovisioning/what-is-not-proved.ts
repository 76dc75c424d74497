import type { RecordedJournalEntry } from '../../ports/event-feed.ts';
import { beginsSession, endsAccess, lost } from './entries-of-deprovisioning.ts';

/**
 * Why entries do not prove that an agent's access ended; undefined where they do. Each of them may be genuine, and about somebody else.
 */
export function whatIsNotProved(
  agentId: string,
  entries: readonly RecordedJournalEntry[],
): string | undefined {
  const sessions = new Set(
    entries.filter((entry) => beginsSession(entry, agentId)).map(({ target }) => target?.id),
  );
  const isAbout = (entry: RecordedJournalEntry): boolean => {
    const { target } = entry;
    if (target?.type === 'agent') return target.id === agentId;
    return target?.type === 'session' ? sessions.has(target.id) : lost(entry, agentId);
  };
  const stranger = entries.find((entry) => !isAbout(entry));
  if (stranger !== undefined) return `position ${stranger.position} is not about the agent ${agentId}`;
  const last = entries.findLast((entry) => endsAccess(entry) || entry.action === 'AgentReactivated');
  return last !== undefined && endsAccess(last)
    ? undefined
    : `no entry says that the access of the agent ${agentId} ended`;
}
