import { millisecondsOf } from '../criteria/comparable.ts';
import type { Instant } from '../shared/instant.ts';
import type { JsonValue } from '../shared/json.ts';
import type { ProfileAttributes } from './profile-attributes.ts';

/** What a custom attribute's values have been so far; `instant`: a text that is a date, or a date and time. */
export type ProfileValueType = 'string' | 'number' | 'boolean' | 'instant';

/** What is seen of a custom attribute in one agent's profile. */
export interface SeenProfileAttribute {
  readonly name: string;
  readonly types: readonly ProfileValueType[];
  readonly multiValued: boolean;
}

/** A custom attribute that the account has: some agent had it, under this name, and with values of these types. */
export interface KnownProfileAttribute extends SeenProfileAttribute {
  readonly firstSeenAt: Instant;
}

export const seenProfileAttributes = (profile: ProfileAttributes): SeenProfileAttribute[] =>
  Object.entries(profile).flatMap(([name, value]) =>
    value === undefined
      ? []
      : [{ name, multiValued: Array.isArray(value), types: [...new Set([value].flat().map(typeOf))] }],
  );

function typeOf(value: JsonValue | undefined): ProfileValueType {
  if (typeof value === 'number') return 'number';
  if (typeof value === 'boolean') return 'boolean';
  return millisecondsOf(String(value)) === undefined ? 'string' : 'instant';
}
