import { isJsonObject, type JsonValue } from '../../criteria/json.ts';
import { ScimError } from '../scim-error.ts';
import { quoted } from './quoted.ts';

export const isPrimary = (value: JsonValue): boolean => isJsonObject(value) && value.primary === true;

/** RFC 7643 section 2.4: `primary` is true for at most one value. */
export function refuseSeveralPrimaries(values: readonly JsonValue[], path: string): void {
  if (values.filter(isPrimary).length <= 1) return;
  const detail = `${quoted(path)} has several values with "primary": true; at most one can be the primary one.`;
  throw new ScimError(400, detail, 'invalidValue');
}
