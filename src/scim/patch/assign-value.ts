import { isJsonObject, type JsonObject, type JsonValue } from '../../criteria/json.ts';
import { refuseUnassigned, spellingIn, unlessEmpty, valueIn } from '../resource/attribute-value.ts';
import { readValue } from '../resource/read-value.ts';
import { refuseTooMany, writableMembers } from '../resource/writable-members.ts';
import type { Attribute } from '../schema/attribute.ts';
import { separatorAfter } from '../schema/find-attribute.ts';
import { asValues, onePrimary } from './element-list.ts';

/**
 * What the attribute's value becomes by an `add` or `replace` of `value`; `undefined` for none. The two differ
 * for multi-valued attributes only (RFC 7644 sections 3.5.2.1 and 3.5.2.3).
 */
export function assignedValue(
  op: 'add' | 'replace',
  attribute: Attribute,
  current: JsonValue | undefined,
  value: JsonValue,
  path: string,
): JsonValue | undefined {
  if (attribute.multiValued && op === 'add') return withAddedValues(attribute, current, value, path);
  if (attribute.multiValued || attribute.type !== 'complex' || !isJsonObject(value)) {
    return readValue(attribute, value, path);
  }
  const object = isJsonObject(current) ? current : {};
  return unlessEmpty(mergedObject(op, attribute, object, value, path + separatorAfter(attribute)));
}

/** Sub-attributes that the value does not name stay as they are (RFC 7644 section 3.5.2.3). */
export function mergedObject(
  op: 'add' | 'replace',
  attribute: Attribute,
  current: JsonObject,
  value: JsonObject,
  prefix: string,
): JsonObject {
  const merged: Record<string, JsonValue | undefined> = { ...current };
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
  current: JsonValue | undefined,
  raw: JsonValue,
  path: string,
): readonly JsonValue[] | undefined {
  const before = asValues(current);
  const after = [...before];
  const positions = new Map(before.map((value, index) => [identityOf(value), index]));
  for (const value of asValues(readValue(attribute, raw, path))) {
    const position = positions.get(identityOf(value)) ?? after.length;
    const known = after[position];
    after[position] = isJsonObject(known) && isJsonObject(value) ? { ...known, ...value } : value;
    positions.set(identityOf(value), position);
  }
  refuseTooMany(after.length, 'values', path, attribute.valuesMax);
  return onePrimary(before, after, path);
}

/** No two values have the same `type` and `value` (RFC 7643 section 2.4). */
function identityOf(value: JsonValue): string {
  if (!isJsonObject(value)) return JSON.stringify(value);
  if (value.value !== undefined) return JSON.stringify([value.type, value.value]);
  return JSON.stringify(Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)));
}
