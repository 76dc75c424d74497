import type { RecordedJournalEntry } from '../../src/application/ports/event-feed.ts';
import { accountId } from '../../src/domain/shared/identifiers.ts';
import { noon } from './agents.ts';

/** An entry of the audit log at a position. */
export const entryAt = (
  position: number,
  part: Partial<RecordedJournalEntry> = {},
): RecordedJournalEntry => ({
  position,
  at: noon,
  accountId: accountId('0199d2a0-aaaa-7000-8000-000000000001'),
  principal: { kind: 'operator', name: 'ada' },
  source: 'command line',
  requestId: `request-${position}`,
  action: 'AgentUpdated',
  target: { type: 'agent', id: 'id-of-bob', name: 'bob@example.com' },
  changes: [{ path: 'title', from: 'Count', to: 'König "]\\' }],
  ...part,
});

export const entriesFrom = (first: number, last: number): readonly RecordedJournalEntry[] =>
  Array.from({ length: last - first + 1 }, (_, index) => entryAt(first + index));
