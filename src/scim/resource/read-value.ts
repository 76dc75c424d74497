import { isJsonObject, type JsonObject, type JsonValue } from '../../criteria/json.ts';
import type { Attribute } from '../schema/attribute.ts';
import { requiredAttributes, separatorAfter } from '../schema/find-attribute.ts';
import { ScimError } from '../scim-error.ts';
import { joinedValues } from './joined-values.ts';
import { refuseSeveralPrimaries } from './primary-value.ts';
import { quoted } from './quoted.ts';
import { simpleTypes } from './simple-types.ts';
import { refuseTooMany, writableMembers } from './writable-members.ts';

/**
 * A client's value of an attribute in canonical form, or `undefined` where it says that there is none:
 * `null`, an empty list and an object without values are the same as no value (RFC 7643 section 2.5).
 *
 * @throws ScimError 400 `invalidValue` naming the path.
 */
export function readValue(attribute: Attribute, raw: unknown, path: string): JsonValue | undefined {
  if (raw === null || raw === undefined) return undefined;
  return attribute.multiValued ? readValues(attribute, raw, path) : readSingleValue(attribute, raw, path);
}

/** The value of a single-valued attribute, or one element of a multi-valued one. */
export function readSingleValue(attribute: Attribute, raw: unknown, path: string): JsonValue | undefined {
  if (attribute.type === 'any') return readAny(attribute, raw, path);
  if (Number.isNaN(raw)) throw inexactNumber(path);
  if (attribute.type === 'complex') {
    if (!isJsonObject(raw)) throw wrongType('an object', raw, path);
    return readObject(attribute, raw, path + separatorAfter(attribute));
  }
  if (raw === '' && attribute.neverBlank) return undefined;
  const { expected, isOfJsonType, problemOf } = simpleTypes[attribute.type];
  if (!isOfJsonType(raw)) throw wrongType(expected, raw, path);
  const problem = problemOf?.(raw as string);
  if (problem === undefined) return raw as JsonValue;
  throw new ScimError(400, `${quoted(path)} must be ${expected}; ${problem}.`, 'invalidValue');
}

/** `prefix` is what stands before the members' names in paths: `name.`. */
export function readObject(attribute: Attribute, raw: JsonObject, prefix: string): JsonObject | undefined {
  const object: Record<string, JsonValue> = {};
  for (const [member, value] of writableMembers(attribute, raw, prefix)) {
    const read = readValue(member, value, prefix + member.name);
    if (read !== undefined) object[member.name] = read;
  }
  if (Object.keys(object).length === 0) return undefined;
  refuseMissing(attribute, object, prefix);
  return object;
}

/** @throws ScimError 400 `invalidValue` naming the required attribute that has no value. */
export function refuseMissing(attribute: Attribute, object: JsonObject, prefix: string): void {
  for (const { name } of requiredAttributes(attribute)) {
    if (object[name] !== undefined) continue;
    const detail = `${quoted(prefix + name)} is required, and the request gives it no value.`;
    throw new ScimError(400, detail, 'invalidValue');
  }
}

function readValues(attribute: Attribute, raw: unknown, path: string): readonly JsonValue[] | undefined {
  if (!Array.isArray(raw)) throw wrongType('a list', raw, path);
  refuseTooMany(raw.length, 'values', path, attribute.valuesMax);
  const values: JsonValue[] = [];
  for (const [index, element] of raw.entries()) {
    if (element === null) continue;
    const value = readSingleValue(attribute, element, `${path}[${index}]`);
    if (value !== undefined) values.push(value);
  }
  const distinct = joinedValues(attribute, [], values);
  refuseSeveralPrimaries(distinct, path);
  return distinct.length === 0 ? undefined : distinct;
}

function readAny(attribute: Attribute, raw: unknown, path: string): JsonValue | undefined {
  if (Number.isNaN(raw)) throw inexactNumber(path);
  if (!Array.isArray(raw)) {
    const isNone = raw === null || (isJsonObject(raw) && Object.keys(raw).length === 0);
    return isNone ? undefined : (raw as JsonValue);
  }
  const index = raw.findIndex(Number.isNaN);
  if (index >= 0) throw inexactNumber(`${path}[${index}]`);
  const values: readonly JsonValue[] = raw.filter((element) => element !== null);
  return values.length === 0 ? undefined : joinedValues(attribute, [], values);
}

/** Whoever reads a message's text puts NaN, which JSON cannot have, for a number that a double does not hold. */
const inexactNumber = (path: string): ScimError =>
  new ScimError(
    400,
    `${quoted(path)} is a number that cannot be kept exactly; send it as a string.`,
    'invalidValue',
  );

const wrongType = (expected: string, raw: unknown, path: string): ScimError =>
  new ScimError(400, `${quoted(path)} must be ${expected}, not ${kindOf(raw)}.`, 'invalidValue');

/** What came, without the value itself: it may be a secret in the wrong place. */
function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  if (typeof value === 'number' && !Number.isInteger(value)) return 'a number with a fraction';
  return `a ${typeof value}`;
}
