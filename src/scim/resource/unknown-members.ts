import { isJsonObject, type JsonObject, type JsonValue } from '../../criteria/json.ts';
import type { Attribute } from '../schema/attribute.ts';
import { findAttribute, separatorAfter } from '../schema/find-attribute.ts';

/** Is told the name, with what stands before it in paths, and the value of a member that the schema does not know. */
export type VisitUnknown = (name: string, value: JsonValue) => void;

/** Elements of a list that come in one message are alike: more need not be looked at. */
const elementsMax = 10;

/**
 * Visits what a client gives a value to and what the reader leaves out, because no schema knows it. What only the
 * service can write is not visited: clients send back what they were given.
 *
 * @param prefix - what stands before the members' names in paths: `name.`.
 */
export function visitUnknown(
  object: JsonObject,
  within: Attribute,
  visit: VisitUnknown,
  prefix: string,
): void {
  for (const name of Object.keys(object)) {
    const value = object[name];
    if (isNone(value)) continue;
    const attribute = findAttribute(within, name);
    if (attribute === undefined) visitMember(name, value, visit, prefix);
    else visitWithin(value, attribute, visit, prefix + attribute.name);
  }
}

/** The same of what is given for an attribute. */
export function visitWithin(value: JsonValue, attribute: Attribute, visit: VisitUnknown, path: string): void {
  if (attribute.type !== 'complex' || attribute.mutability === 'readOnly') return;
  const prefix = path + separatorAfter(attribute);
  if (isJsonObject(value)) visitUnknown(value, attribute, visit, prefix);
  if (!Array.isArray(value)) return;
  for (const element of value.slice(0, elementsMax)) {
    if (isJsonObject(element)) visitUnknown(element, attribute, visit, prefix);
  }
}

/** What stands under an unknown URN is an extension's. */
function visitMember(name: string, value: JsonValue, visit: VisitUnknown, prefix: string): void {
  if (!name.includes(':') || !isJsonObject(value)) {
    visit(prefix + name, value);
    return;
  }
  for (const [inner, given] of Object.entries(value)) {
    if (!isNone(given)) visit(`${prefix}${name}:${inner}`, given);
  }
}

/** RFC 7643 section 2.5, and the empty text that Okta sends where the directory has no value. */
function isNone(value: JsonValue | undefined): value is null | undefined {
  if (value === null || value === undefined || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}
