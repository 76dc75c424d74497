import { isPrimary, refuseSeveralPrimaries } from '../resource/primary-value.ts';
import { isScimObject, type ScimValue } from '../resource/scim-resource.ts';

/** The values of a multi-valued attribute. */
export const asValues = (value: ScimValue | undefined): readonly ScimValue[] =>
  Array.isArray(value) ? value : [];

/**
 * The values with `primary` at one of them at most: where it is newly set, it is no longer true for the
 * others (RFC 7644 section 3.5.2). `before` has the values at the same positions; `undefined` is no value.
 *
 * @throws ScimError 400 `invalidValue` when it is newly set on several.
 */
export function onePrimary(
  before: readonly ScimValue[],
  after: readonly (ScimValue | undefined)[],
  path: string,
): readonly ScimValue[] | undefined {
  const values: ScimValue[] = [];
  const newlyPrimary: ScimValue[] = [];
  for (const [index, value] of after.entries()) {
    if (value === undefined) continue;
    values.push(value);
    if (isPrimary(value) && !isPrimary(before[index] ?? null)) newlyPrimary.push(value);
  }
  if (values.length === 0) return undefined;
  if (newlyPrimary.length === 0) return values;
  refuseSeveralPrimaries(newlyPrimary, path);
  return values.map((value) =>
    isPrimary(value) && isScimObject(value) && !newlyPrimary.includes(value)
      ? { ...value, primary: false }
      : value,
  );
}
