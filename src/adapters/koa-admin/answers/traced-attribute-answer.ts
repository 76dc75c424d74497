import { IsString } from 'class-validator';
import type { TracedAttribute } from '../../../application/agents/trace-agent.ts';
import { Nested } from '../../../application/input/nested.ts';
import { Optional } from '../../../application/input/optional.ts';
import { Satisfies } from '../../../application/input/satisfies.ts';
import type { JsonValue } from '../../../criteria/json.ts';
import { EntryAnswer, showEntry } from './entry-answer.ts';

export class TracedAttributeAnswer {
  /** In SCIM notation: `name.givenName`, `profile.location`. */
  @IsString()
  readonly path!: string;

  @Satisfies('can be anything', () => true)
  readonly value!: JsonValue;

  /** By which entry of the audit log it came to be so; absent where that is too far back. */
  @Optional()
  @Nested(() => EntryAnswer)
  readonly since?: EntryAnswer;
}

export const showTraced = ({ path, value, since }: TracedAttribute): TracedAttributeAnswer => ({
  ...{ path, value, since: since && showEntry(since) },
});
