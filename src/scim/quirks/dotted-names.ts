import { isJsonObject, type JsonObject, type JsonValue } from '../../criteria/json.ts';
import { quoted } from '../resource/quoted.ts';
import type { Attribute } from '../schema/attribute.ts';
import { findAttribute, separatorAfter, wholeResource } from '../schema/find-attribute.ts';
import { isNameOf } from '../schema/same-urn.ts';
import { ScimError } from '../scim-error.ts';
import type { Quirk } from './quirk.ts';

type Nested = Record<string, JsonValue | undefined>;

/**
 * Flat names are nested as the schema has them: `"profile.location"` (an external name in Okta's Profile Editor)
 * becomes `profile: {location}`, `name.givenName` and `urn:…:User:department` (Entra's PATCH values) likewise, and
 * what stands under the core schema's URN stands at the top. Anything else is left as it came.
 *
 * @throws ScimError 400 `invalidSyntax` for an attribute that is given both ways with different values.
 */
export const dottedNames: Quirk = {
  name: 'flat names of nested attributes',
  attributes: (attributes, type) => nestNames(attributes, wholeResource(type)),
};

function nestNames(body: JsonObject, whole: Attribute): JsonObject {
  // Hot path: of the keys with a dot, ordinary bodies have extensions' URNs only.
  const isNested = (key: string) => !key.includes('.') || findAttribute(whole, key) !== undefined;
  if (Object.keys(body).every(isNested)) return body;
  const nested: Nested = Object.create(null);
  for (const [key, value] of Object.entries(body)) {
    if (!isNameOf(whole, key)) placeMember(whole, withoutUrn(key, whole), value, nested);
    else if (isJsonObject(value)) placeMembers(whole, value, nested);
  }
  return nested;
}

function placeMembers(within: Attribute, object: JsonObject, into: Nested): void {
  for (const [key, value] of Object.entries(object)) placeMember(within, key, value, into);
}

function placeMember(within: Attribute, key: string, value: JsonValue | undefined, into: Nested): void {
  const container = within.subAttributes?.find((attribute) => leadsInto(attribute, key));
  const rest = key.slice((container?.name.length ?? 0) + 1);
  if (container !== undefined && rest !== '') placeMember(container, rest, value, partOf(into, container));
  else if (container !== undefined && isJsonObject(value))
    placeMembers(container, value, partOf(into, container));
  else place(into, key, value);
}

/** Whether the key is the complex attribute's name, or goes on to one of its sub-attributes. */
function leadsInto(attribute: Attribute, key: string): boolean {
  const { length } = attribute.name;
  return (
    attribute.type === 'complex' &&
    !attribute.multiValued &&
    (key.length === length || key[length] === separatorAfter(attribute)) &&
    key.slice(0, length).toLowerCase() === attribute.name.toLowerCase()
  );
}

function partOf(into: Nested, { name }: Attribute): Nested {
  const known = into[name] ?? Object.create(null);
  if (!isJsonObject(known)) throw givenTwice(name);
  into[name] = known;
  return known;
}

function place(into: Nested, key: string, value: JsonValue | undefined): void {
  if (Object.hasOwn(into, key) && into[key] !== value) throw givenTwice(key);
  into[key] = value;
}

/** The name behind the core schema's URN. No name has a colon. */
function withoutUrn(key: string, whole: Attribute): string {
  const end = key.lastIndexOf(':');
  return end > 0 && isNameOf(whole, key.slice(0, end)) ? key.slice(end + 1) : key;
}

function givenTwice(name: string): ScimError {
  const detail = `${quoted(name)} is given twice, under a nested and under a flat name, with different values.`;
  return new ScimError(400, detail, 'invalidSyntax');
}
