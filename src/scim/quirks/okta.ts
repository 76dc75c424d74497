import { quoted } from '../resource/quoted.ts';
import { sameUrn } from '../resource/resource-schemas.ts';
import { isScimObject, type ScimObject, type ScimValue } from '../resource/scim-resource.ts';
import type { Attribute } from '../schema/attribute.ts';
import { findAttribute, separatorAfter, wholeResource } from '../schema/find-attribute.ts';
import type { ResourceType } from '../schema/resource-type.ts';
import { userResourceType } from '../schema/user-resource-type.ts';
import { ScimError } from '../scim-error.ts';

type Nested = Record<string, ScimValue | undefined>;

/**
 * A body whose flat keys are nested as the schema has them: `"profile.location"` (an external name in Okta's
 * Profile Editor) becomes `profile: {location}`, `name.givenName` and `urn:…:User:department` (Entra's PATCH
 * values) likewise, and what stands under the core schema's URN stands at the top. Anything else is left as
 * it came.
 *
 * @throws ScimError 400 `invalidSyntax` for an attribute that is given both ways with different values.
 */
export function nestProfileKeys(body: unknown, type: ResourceType = userResourceType): unknown {
  if (!isScimObject(body)) return body;
  const whole = wholeResource(type);
  // Hot path: of the keys with a dot, ordinary bodies have extensions' URNs only.
  const isNested = (key: string) => !key.includes('.') || findAttribute(whole, key) !== undefined;
  if (Object.keys(body).every(isNested)) return body;
  const nested: Nested = Object.create(null);
  for (const [key, value] of Object.entries(body)) {
    if (!sameUrn(key, whole.name)) placeMember(whole, withoutUrn(key, whole.name), value, nested);
    else if (isScimObject(value)) placeMembers(whole, value, nested);
  }
  return nested;
}

function placeMembers(within: Attribute, object: ScimObject, into: Nested): void {
  for (const [key, value] of Object.entries(object)) placeMember(within, key, value, into);
}

function placeMember(within: Attribute, key: string, value: ScimValue | undefined, into: Nested): void {
  const container = within.subAttributes?.find((attribute) => leadsInto(attribute, key));
  const rest = key.slice((container?.name.length ?? 0) + 1);
  if (container !== undefined && rest !== '') placeMember(container, rest, value, partOf(into, container));
  else if (container !== undefined && isScimObject(value))
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
  if (!isScimObject(known)) throw givenTwice(name);
  into[name] = known;
  return known;
}

function place(into: Nested, key: string, value: ScimValue | undefined): void {
  if (Object.hasOwn(into, key) && into[key] !== value) throw givenTwice(key);
  into[key] = value;
}

const withoutUrn = (key: string, urn: string): string =>
  sameUrn(key.slice(0, urn.length + 1), `${urn}:`) ? key.slice(urn.length + 1) : key;

function givenTwice(name: string): ScimError {
  const detail = `${quoted(name)} is given twice, under a nested and under a flat name, with different values.`;
  return new ScimError(400, detail, 'invalidSyntax');
}
