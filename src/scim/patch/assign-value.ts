import { isJsonObject, type JsonObject, type JsonValue } from '../../criteria/json.ts';
import { refuseUnassigned, spellingIn, unlessEmpty, valueIn } from '../resource/attribute-value.ts';
import { joinedValues } from '../resource/joined-values.ts';
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
  if (op === 'add' && isList(attribute, current, value)) {
    return withAddedValues(attribute, current, value, path);
  }
  if (attribute.multiValued || attribute.type !== 'complex' || !isJsonObject(value)) {
    return readValue(attribute, value, path);
  }
  const object = isJsonObject(current) ? current : {};
  return unlessEmpty(mergedObject(op, attribute, object, value, path + separatorAfter(attribute)));
}

/** Nothing says of an open attribute whether it is multi-valued, but the values that it has or is given. */
const isList = (
  { multiValued, type }: Attribute,
  current: JsonValue | undefined,
  value: JsonValue,
): boolean => multiValued || (type === 'any' && (Array.isArray(current) || Array.isArray(value)));

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
    const name = spellingIn(current, member);
    const assigned = assignedValue(op, member, valueIn(current, member), raw, path);
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
  const after = joinedValues(attribute, before, asValues(readValue(attribute, raw, path)));
  refuseTooMany(after.length, 'values', path, attribute.valuesMax);
  return onePrimary(before, after, path);
}
