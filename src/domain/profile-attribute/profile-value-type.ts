import { millisecondsOf } from '../../criteria/comparable.ts';
import type { JsonValue } from '../../criteria/json.ts';

/** What a custom attribute's values are; `instant`: a text that is a date, or a date and time. */
export type ProfileValueType = 'string' | 'number' | 'boolean' | 'instant';

export function profileValueType(value: JsonValue | undefined): ProfileValueType {
  if (typeof value === 'number') return 'number';
  if (typeof value === 'boolean') return 'boolean';
  return millisecondsOf(String(value)) === undefined ? 'string' : 'instant';
}
