import { IsInt, IsString } from 'class-validator';
import { IsInstant } from '../../../application/input/is-instant.ts';
import { Nested } from '../../../application/input/nested.ts';
import { Optional } from '../../../application/input/optional.ts';
import { Satisfies } from '../../../application/input/satisfies.ts';
import type { RecordedJournalEntry } from '../../../application/ports/event-feed.ts';
import type { JournalEntry } from '../../../application/ports/journal-entry.ts';
import type { JsonValue } from '../../../criteria/json.ts';
import { PrincipalAnswer, showPrincipal } from './principal-answer.ts';
import { TargetAnswer } from './target-answer.ts';

const IsAnything = () => Satisfies('can be anything', () => true);

export class ChangeAnswer {
  /** In SCIM notation: `name.givenName`, `profile.location`. */
  @IsString()
  readonly path!: string;

  /** The names that lead to it, where the path does not tell them apart: one of them has a dot or a colon in it. */
  @Optional()
  @IsString({ each: true })
  readonly names?: readonly string[];

  /** Absent where it had no value. */
  @Optional()
  @IsAnything()
  readonly from?: JsonValue;

  /** Absent where it has none any more. */
  @Optional()
  @IsAnything()
  readonly to?: JsonValue;
}

class LeftOutAnswer {
  @Optional()
  @IsString()
  readonly path?: string;

  @Optional()
  @IsString()
  readonly code?: string;

  @IsString()
  readonly message!: string;

  /** The ids of those who did not become members. */
  @Optional()
  @IsString({ each: true })
  readonly members?: readonly string[];
}

class RefusalAnswer {
  @IsString()
  readonly code!: string;

  @IsString()
  readonly message!: string;

  /** What stayed as it was, where all else was done. */
  @Optional()
  @Nested(() => LeftOutAnswer, { each: true })
  readonly leftOut?: readonly LeftOutAnswer[];
}

/** What happened, or was refused, or would happen. */
export class UnrecordedEntryAnswer {
  @IsInstant()
  readonly at!: string;

  /** What happened, such as `AgentUpdated`; or what was attempted, such as `ReviseAgent`, where it was refused. */
  @IsString()
  readonly action!: string;

  @Nested(() => PrincipalAnswer)
  readonly principal!: PrincipalAnswer;

  /** The network address, `command line` or `in process`. */
  @IsString()
  readonly source!: string;

  @IsString()
  readonly requestId!: string;

  @Optional()
  @Nested(() => TargetAnswer)
  readonly target?: TargetAnswer;

  @Nested(() => ChangeAnswer, { each: true })
  readonly changes!: readonly ChangeAnswer[];

  @Optional()
  @Nested(() => RefusalAnswer)
  readonly refusal?: RefusalAnswer;
}

export class EntryAnswer extends UnrecordedEntryAnswer {
  /** Grows with every entry, not without gaps. */
  @IsInt()
  readonly position!: number;
}

export const showUnrecordedEntry = (entry: JournalEntry): UnrecordedEntryAnswer => {
  const { at, action, principal, source, requestId, target, changes, refusal } = entry;
  return { at, action, principal: showPrincipal(principal), source, requestId, target, changes, refusal };
};

export const showEntry = (entry: RecordedJournalEntry): EntryAnswer => ({
  position: entry.position,
  ...showUnrecordedEntry(entry),
});
