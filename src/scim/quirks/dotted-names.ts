import { isJsonObject, type JsonObject, type JsonValue } from '../../criteria/json.ts';
import { findPath, isContainer } from '../path/find-path.ts';
import { quoted } from '../resource/quoted.ts';
import type { Attribute } from '../schema/attribute.ts';
import { findAttribute } from '../schema/find-attribute.ts';
import { ScimError } from '../scim-error.ts';
import type { Quirk } from './quirk.ts';

type Nested = Record<string, JsonValue | undefined>;

/**
 * Flat names are nested as the schema has them, at every depth: `"profile.location"` (an external name in Okta's
 * Profile Editor) becomes `profile: {location}`; `name.givenName` and `urn:…:User:department` (Entra's PATCH values)
 * likewise; what stands under the core schema's URN stands at the top; an attribute of an extension without its URN
 * goes there. Anything else is left as it came.
 *
 * @throws ScimError 400 `invalidSyntax` for an attribute that is given both ways with different values.
 */
export const dottedNames: Quirk = {
  name: 'flat names of nested attributes',
  attributes: (attributes, within) => {
    // Hot path: nearly all bodies are nested already.
    if (isNested(attributes, within)) return attributes;
    const nested: Nested = Object.create(null);
    placeMembers(within, attributes, nested);
    return nested;
  },
};

function isNested(object: JsonObject, within: Attribute): boolean {
  for (const name of Object.keys(object)) {
    const attribute = findAttribute(within, name);
    if (attribute === undefined) {
      if (findPath(within, name) !== undefined) return false;
    } else if (holdsNames(attribute)) {
      const value = object[name];
      if (isJsonObject(value) && !isNested(value, attribute)) return false;
    }
  }
  return true;
}

/** Names of open sub-attributes are the customer's, dots included. */
const holdsNames = (attribute: Attribute): boolean =>
  isContainer(attribute) && attribute.openSubAttributes === undefined;

function placeMembers(within: Attribute, object: JsonObject, into: Nested): void {
  for (const [name, value] of Object.entries(object)) {
    const path = findPath(within, name);
    if (path?.length === 0 && isJsonObject(value)) placeInside(within, value, into);
    else placeAt(path, value, into, name);
  }
}

/** What stands under a schema's own URN. What stands there under the URN once more means nothing. */
function placeInside(within: Attribute, object: JsonObject, into: Nested): void {
  for (const [name, value] of Object.entries(object)) placeAt(findPath(within, name), value, into, name);
}

/** @param name - under which it came, and stays where that leads nowhere. */
function placeAt(
  path: readonly Attribute[] | undefined,
  value: JsonValue | undefined,
  into: Nested,
  name: string,
): void {
  const [attribute, ...rest] = path ?? [];
  if (attribute === undefined) place(into, name, value);
  else if (rest.length > 0) placeAt(rest, value, partOf(into, attribute), name);
  else if (isContainer(attribute) && isJsonObject(value)) {
    placeMembers(attribute, value, partOf(into, attribute));
  } else place(into, attribute.name, value);
}

function partOf(into: Nested, { name }: Attribute): Nested {
  const known = into[name] ?? Object.create(null);
  if (!isJsonObject(known)) throw givenTwice(name);
  into[name] = known;
  return known;
}

function place(into: Nested, name: string, value: JsonValue | undefined): void {
  if (Object.hasOwn(into, name) && !isSame(into[name], value, levelsMax)) throw givenTwice(name);
  into[name] = value;
}

/** Lists of complex values have no more; the depth of a client's value must not exhaust the stack. */
const levelsMax = 3;

function isSame(left: JsonValue | undefined, right: JsonValue | undefined, levels: number): boolean {
  if (left === right || levels === 0) return left === right;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  const names = new Set([...Object.keys(left), ...Object.keys(right)]);
  const [one, other] = [left as JsonObject, right as JsonObject];
  return (
    Array.isArray(left) === Array.isArray(right) &&
    [...names].every((name) => isSame(one[name], other[name], levels - 1))
  );
}

function givenTwice(name: string): ScimError {
  const detail = `${quoted(name)} is given twice, under a nested and under a flat name, with different values.`;
  return new ScimError(400, detail, 'invalidSyntax');
}
