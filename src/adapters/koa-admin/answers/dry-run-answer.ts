import { IsInt } from 'class-validator';
import { Nested } from '../../../application/input/nested.ts';
import { Optional } from '../../../application/input/optional.ts';
import { Satisfies } from '../../../application/input/satisfies.ts';
import type { JournalEntry } from '../../../application/ports/journal-entry.ts';
import { showUnrecordedEntry, UnrecordedEntryAnswer } from './entry-answer.ts';

const entriesShownMax = 1000;

/** What a change would do that was asked for with `dryRun=true`; nothing of it was done. */
export class DryRunAnswer {
  /** How many agents would change. */
  @IsInt()
  readonly agents!: number;

  /** How many agents would join or leave a group, as far as the audit log would tell each of them. */
  @IsInt()
  readonly memberships!: number;

  /** How many entries the audit log would have more. */
  @IsInt()
  readonly entriesTotal!: number;

  /** Those entries; of more than 1000 the first. What they say of ids that are made holds for this dry run only. */
  @Nested(() => UnrecordedEntryAnswer, { each: true })
  readonly entries!: readonly UnrecordedEntryAnswer[];

  /** What would be answered; absent where that is nothing, or a secret. */
  @Optional()
  @Satisfies('can be anything', () => true)
  readonly result?: unknown;
}

const membershipActions = new Set(['AgentJoinedGroup', 'AgentLeftGroup']);

export function showDryRun(entries: readonly JournalEntry[], result: unknown): DryRunAnswer {
  const ofMembership = ({ action }: JournalEntry) => membershipActions.has(action);
  const agents = new Set(
    entries
      .filter((entry) => entry.target?.type === 'agent' && !ofMembership(entry))
      .map(({ target }) => target?.id),
  );
  return {
    agents: agents.size,
    memberships: entries.filter(ofMembership).length,
    entriesTotal: entries.length,
    entries: entries.slice(0, entriesShownMax).map(showUnrecordedEntry),
    result,
  };
}
