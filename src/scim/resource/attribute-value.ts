import { foldCase } from '../../criteria/fold-case.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../criteria/json.ts';
import type { Attribute } from '../schema/attribute.ts';
import { ScimError } from '../scim-error.ts';
import { quoted } from './quoted.ts';

/** The names of an object by their folded form, which operations of one PATCH ask for again and again. */
const foldedNames = new WeakMap<JsonObject, ReadonlyMap<string, string>>();

/** Under which name the object has the attribute: the schema's, or an open attribute's first spelling. */
export function spellingIn(object: JsonObject, { name, type }: Attribute): string {
  if (type !== 'any' || Object.hasOwn(object, name)) return name;
  let names = foldedNames.get(object);
  if (names === undefined) {
    names = new Map(Object.keys(object).map((known) => [foldCase(known), known]));
    foldedNames.set(object, names);
  }
  return names.get(foldCase(name)) ?? name;
}

/** The attribute's value in an object of canonical form. */
export function valueIn(object: JsonObject, attribute: Attribute): JsonValue | undefined {
  const name = spellingIn(object, attribute);
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** An element of a multi-valued attribute with its sub-attributes; a plain one is its own `value`. */
export const asElement = (value: JsonValue): JsonObject => (isJsonObject(value) ? value : { value });

/** An object, or `undefined` for one without values, which is the same as no value (RFC 7643 section 2.5). */
export const unlessEmpty = (object: JsonObject): JsonObject | undefined =>
  Object.values(object).every((value) => value === undefined) ? undefined : object;

/**
 * A copy of the object with another value of the attribute, or with none.
 *
 * @throws ScimError 400 `mutability` when a required attribute would be without a value.
 */
export function withValue(
  object: JsonObject,
  attribute: Attribute,
  value: JsonValue | undefined,
  path: string,
): JsonObject {
  const name = spellingIn(object, attribute);
  if (value !== undefined) return { ...object, [name]: value };
  refuseUnassigned(attribute, path);
  const { [name]: _, ...rest } = object;
  return rest;
}

/** RFC 7644 section 3.5.2.2: a required attribute cannot become unassigned. */
export function refuseUnassigned({ required }: Attribute, path: string): void {
  if (!required) return;
  throw new ScimError(400, `${quoted(path)} is required, so its value cannot be removed.`, 'mutability');
}
