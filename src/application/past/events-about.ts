import type { ToldEvent } from '../../domain/shared/told-event.ts';
import type { PastJournal, RecordedJournalEntry, TargetRange } from '../ports/event-feed.ts';

/** Entries about targets behind a position: those of a target together, the oldest first. */
export async function* entriesAbout(
  journal: PastJournal,
  range: TargetRange,
  actions: readonly string[],
  position: number,
): AsyncGenerator<RecordedJournalEntry> {
  let last: RecordedJournalEntry | undefined;
  for (;;) {
    const entries = await journal.aboutTargets(range, actions, position, last);
    yield* entries;
    last = entries.at(-1);
    if (last === undefined) return;
  }
}

export const eventOf = ({ action, at, changes }: RecordedJournalEntry): ToldEvent => ({
  type: action,
  at,
  changes,
});
