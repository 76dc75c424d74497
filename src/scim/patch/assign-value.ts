import { unwrapValue } from '../quirks/entra.ts';
import { refuseUnassigned, spellingIn, unlessEmpty, valueIn } from '../resource/attribute-value.ts';
import { readValue } from '../resource/read-value.ts';
import { isScimObject, type ScimObject, type ScimValue } from '../resource/scim-resource.ts';
import { refuseTooMany, writableMembers } from '../resource/writable-members.ts';
import type { Attribute } from '../schema/attribute.ts';
import { separatorAfter } from '../schema/find-attribute.ts';
import { asValues, onePrimary } from './element-list.ts';

/**
 * What the attribute's value becomes by an `add` or `replace` of `raw`; `undefined` for none. The two differ
 * for multi-valued attributes only (RFC 7644 sections 3.5.2.1 and 3.5.2.3).
 */
export function assignedValue(
  op: 'add' | 'replace',
  attribute: Attribute,
  current: ScimValue | undefined,
  raw: ScimValue,
  path: string,
): ScimValue | undefined {
  const value = unwrapValue(attribute, raw);
  if (attribute.multiValued && op === 'add') return withAddedValues(attribute, current, value, path);
  if (attribute.multiValued || attribute.type !== 'complex' || !isScimObject(value)) {
    return readValue(attribute, value, path);
  }
  const object = isScimObject(current) ? current : {};
  return unlessEmpty(mergedObject(op, attribute, object, value, path + separatorAfter(attribute)));
}

/** Sub-attributes that the value does not name stay as they are (RFC 7644 section 3.5.2.3). */
export function mergedObject(
  op: 'add' | 'replace',
  attribute: Attribute,
  current: ScimObject,
  value: ScimObject,
  prefix: string,
): ScimObject {
  const merged: Record<string, ScimValue | undefined> = { ...current };
  for (const [member, raw] of writableMembers(attribute, value, prefix)) {
    if (raw === undefined) continue;
    const path = prefix + member.name;
    const name = spellingIn(merged, member);
    const assigned = assignedValue(op, member, valueIn(merged, member), raw, path);
    if (assigned !== undefined) {
      merged[name] = assigned;
    } else {
      refuseUnassigned(member, path);
      delete merged[name];
    }
  }
  refuseTooMany(Object.keys(merged).length, 'members', prefix.slice(0, -1) || attribute.name);
  return merged;
}

function withAddedValues(
  attribute: Attribute,
  current: ScimValue | undefined,
  raw: ScimValue,
  path: string,
): readonly ScimValue[] | undefined {
  const before = asValues(current);
  const after = [...before];
  const positions = new Map(before.map((value, index) => [identityOf(value), index]));
  for (const value of asValues(readValue(attribute, raw, path))) {
    const position = positions.get(identityOf(value)) ?? after.length;
    const known = after[position];
    after[position] = isScimObject(known) && isScimObject(value) ? { ...known, ...value } : value;
    positions.set(identityOf(value), position);
  }
  refuseTooMany(after.length, 'values', path, attribute.valuesMax);
  return onePrimary(before, after, path);
}

/** No two values have the same `type` and `value` (RFC 7643 section 2.4). */
function identityOf(value: ScimValue): string {
  if (!isScimObject(value)) return JSON.stringify(value);
  if (value.value !== undefined) return JSON.stringify([value.type, value.value]);
  return JSON.stringify(Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)));
}
