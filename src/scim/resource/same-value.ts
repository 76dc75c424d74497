import { isScimObject, type ScimValue } from './scim-resource.ts';

/** Whether two values are the same; the order of an object's members does not count. */
export function sameValue(left: ScimValue | undefined, right: ScimValue | undefined): boolean {
  if (left === right) return true;
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((element, index) => sameValue(element, right[index]));
  }
  if (!isScimObject(left) || !isScimObject(right)) return false;
  const names = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...names].every((name) => sameValue(left[name], right[name]));
}
