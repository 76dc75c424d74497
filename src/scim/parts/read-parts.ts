import { equalJson, isJsonObject, type JsonObject, type JsonValue } from '../../criteria/json.ts';
import type { Steps } from '../../criteria/steps.ts';
import { spellingIn, unlessEmpty, valueIn } from '../resource/attribute-value.ts';
import { quoted } from '../resource/quoted.ts';
import { readValue, refuseMissing } from '../resource/read-value.ts';
import { checkSchemas, schemasOf } from '../resource/resource-schemas.ts';
import type { ScimResource } from '../resource/scim-resource.ts';
import { refuseTooMany, writableMembers } from '../resource/writable-members.ts';
import type { Attribute } from '../schema/attribute.ts';
import {
  findAttribute,
  requiredAttributes,
  separatorAfter,
  wholeResource,
} from '../schema/find-attribute.ts';
import type { ResourceType } from '../schema/resource-type.ts';
import { ScimError } from '../scim-error.ts';
import type { PartlyRead, UnreadPart } from './partly-read.ts';
import { partsOf } from './parts-of.ts';
import { readApart, withinParts } from './read-apart.ts';

/**
 * The resource that the body of a PUT describes, as far as it can be read: `readResource`, attribute by attribute.
 *
 * @param current - the resource as it is, which has what cannot be read, and what is required and not given.
 * @param rewrite - the quirks of clients, of the body and of its parts.
 */
export function* readParts(
  type: ResourceType,
  current: ScimResource,
  body: JsonObject,
  rewrite: (part: JsonObject) => JsonObject,
): Steps<PartlyRead> {
  const whole = wholeResource(type);
  let resource: JsonObject = {};
  // biome-ignore lint/correctness/useYield: what is read of one part is little
  const read = function* (part: JsonObject): Steps<void> {
    resource = merged(resource, attributesIn(whole, rewrite(part)), '');
  };
  const unread = [
    ...refusalOf('schemas', () => checkSchemas(type, body)),
    ...refusalOf('', () => refuseTooMany(Object.keys(body).length, 'members', type.schema.id)),
  ];
  const keep = (attributes: readonly Attribute[], error: ScimError) => {
    unread.push({ path: pathOf(attributes), error });
    resource = withCurrent(resource, current, attributes);
  };
  const split = withinParts<JsonObject>((part) => partsOf(whole, part));
  for (const { part, error } of yield* readApart(body, read, split)) {
    keep(attributesNamedBy(whole, part), error);
  }
  for (const attribute of requiredAttributes(whole)) {
    const only = { ...whole, subAttributes: [attribute] };
    for (const { error } of refusalOf(attribute.name, () => refuseMissing(only, resource, '')))
      keep([attribute], error);
  }
  return { resource: { ...resource, schemas: schemasOf(type, resource) }, unread };
}

/** As `readObject`, but nothing is required. */
function attributesIn(whole: Attribute, object: JsonObject): JsonObject {
  const attributes: Record<string, JsonValue> = {};
  for (const [member, value] of writableMembers(whole, object, '')) {
    const read = readValue(member, value, member.name);
    if (read !== undefined) attributes[member.name] = read;
  }
  return attributes;
}

function merged(known: JsonObject, read: JsonObject, prefix: string): JsonObject {
  const both: Record<string, JsonValue | undefined> = { ...known };
  for (const [name, value] of Object.entries(read)) {
    const before = both[name];
    if (isJsonObject(before) && isJsonObject(value)) both[name] = merged(before, value, `${prefix}${name}.`);
    else if (before === undefined) both[name] = value;
    else if (!equalJson(before, value)) {
      const detail = `${quoted(prefix + name)} is given twice, with different values.`;
      throw new ScimError(400, detail, 'invalidSyntax');
    }
  }
  return both;
}

/** The attribute that a part is about, and which one within it where it is about one. */
function attributesNamedBy(within: Attribute, part: JsonObject): readonly Attribute[] {
  const [[name, value] = ['', undefined]] = Object.entries(part);
  const attribute = findAttribute(within, name);
  if (attribute === undefined) return [];
  return [attribute, ...(isJsonObject(value) ? attributesNamedBy(attribute, value).slice(0, 1) : [])];
}

function withCurrent(
  resource: JsonObject,
  current: JsonObject,
  [attribute, ...inner]: readonly Attribute[],
): JsonObject {
  if (attribute === undefined) return resource;
  const before = valueIn(current, attribute);
  const { [spellingIn(resource, attribute)]: read, ...rest } = resource;
  const value =
    inner.length === 0 ? before : unlessEmpty(withCurrent(objectOf(read), objectOf(before), inner));
  return value === undefined ? rest : { ...rest, [spellingIn(current, attribute)]: value };
}

const objectOf = (value: JsonValue | undefined): JsonObject => (isJsonObject(value) ? value : {});

const pathOf = (attributes: readonly Attribute[]): string =>
  attributes.reduce(
    (path, attribute, index) =>
      path + attribute.name + (index < attributes.length - 1 ? separatorAfter(attribute) : ''),
    '',
  );

function refusalOf(path: string, check: () => void): UnreadPart[] {
  try {
    check();
    return [];
  } catch (error) {
    if (error instanceof ScimError) return [{ path, error }];
    throw error;
  }
}
