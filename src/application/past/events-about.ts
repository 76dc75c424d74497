import type { TargetType } from '../../domain/shared/domain-event.ts';
import type { ToldEvent } from '../../domain/shared/told-event.ts';
import type { PastJournal, RecordedJournalEntry, TargetRange } from '../ports/event-feed.ts';
import type { JournalEntry } from '../ports/journal-entry.ts';

/** Entries about targets behind a position: those of a target together, the oldest first. */
export async function* numberedAbout(
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

/**
 * The same, and behind those of each target the ones that have no position yet. One that gets its position meanwhile comes
 * twice, and last.
 */
export async function* entriesAbout(
  journal: PastJournal,
  range: TargetRange,
  actions: readonly string[],
  position: number,
): AsyncGenerator<JournalEntry> {
  const young = (await journal.unnumbered(range.type)).filter(
    (entry) => actions.includes(entry.action) && isAbout(entry, range),
  );
  const youngByTarget = young.toSorted((one, other) =>
    idOf(one) < idOf(other) ? -1 : Number(idOf(one) > idOf(other)),
  );
  let next = 0;
  for await (const entry of numberedAbout(journal, range, actions, position)) {
    for (
      let one = youngByTarget[next];
      one !== undefined && idOf(one) < idOf(entry);
      one = youngByTarget[next]
    ) {
      yield one;
      next += 1;
    }
    yield entry;
  }
  yield* youngByTarget.slice(next);
}

/**
 * Entries about a type of target behind a position in their order, and then those that have none yet. One that gets its
 * position meanwhile comes twice.
 */
export async function* entriesBehind(
  journal: PastJournal,
  type: TargetType,
  position: number,
): AsyncGenerator<JournalEntry> {
  const young = await journal.unnumbered(type);
  for (let last: number | undefined = position; last !== undefined; ) {
    const entries: readonly RecordedJournalEntry[] = await journal.behind(last, type);
    yield* entries;
    last = entries.at(-1)?.position;
  }
  yield* young;
}

const idOf = ({ target }: JournalEntry): string => target?.id ?? '';

const isAbout = (entry: JournalEntry, { id, after, upTo }: TargetRange): boolean =>
  (id === undefined || idOf(entry) === id) &&
  (after === undefined || idOf(entry) > after) &&
  (upTo === undefined || idOf(entry) <= upTo);

export const eventOf = ({ action, at, changes }: JournalEntry): ToldEvent => ({
  type: action,
  at,
  changes,
});
