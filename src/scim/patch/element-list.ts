import { isJsonObject, type JsonValue } from '../../criteria/json.ts';
import { isPrimary, refuseSeveralPrimaries } from '../resource/primary-value.ts';

/** The values of a multi-valued attribute; an open one may have had a single value so far. */
export const asValues = (value: JsonValue | undefined): readonly JsonValue[] => {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
};

/**
 * The values with `primary` at one of them at most: where it is newly set, it is no longer true for the
 * others (RFC 7644 section 3.5.2). `before` has the values at the same positions; `undefined` is no value.
 *
 * @throws ScimError 400 `invalidValue` when it is newly set on several.
 */
export function onePrimary(
  before: readonly JsonValue[],
  after: readonly (JsonValue | undefined)[],
  path: string,
): readonly JsonValue[] | undefined {
  const values: JsonValue[] = [];
  const newlyPrimary: JsonValue[] = [];
  for (const [index, value] of after.entries()) {
    if (value === undefined) continue;
    values.push(value);
    if (isPrimary(value) && !isPrimary(before[index] ?? null)) newlyPrimary.push(value);
  }
  if (values.length === 0) return undefined;
  if (newlyPrimary.length === 0) return values;
  refuseSeveralPrimaries(newlyPrimary, path);
  return values.map((value) =>
    isPrimary(value) && isJsonObject(value) && !newlyPrimary.includes(value)
      ? { ...value, primary: false }
      : value,
  );
}
