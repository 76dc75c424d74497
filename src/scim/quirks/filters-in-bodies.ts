import { isJsonObject, type JsonValue } from '../../criteria/json.ts';
import { parseAttributePath } from '../filter/parse-attribute-path.ts';
import { resolveAttributePath } from '../path/resolve-attribute-path.ts';
import { refuseTooMany } from '../resource/writable-members.ts';
import type { Attribute } from '../schema/attribute.ts';
import { findAttribute, wholeResource } from '../schema/find-attribute.ts';
import type { ResourceType } from '../schema/resource-type.ts';
import { ScimError } from '../scim-error.ts';
import { elementFrom, newElement } from './new-elements.ts';
import type { Quirk } from './quirk.ts';
import { qualifiedPath } from './unqualified-names.ts';

/**
 * The names with filters that Entra has in its PATCHes, such as `emails[type eq "work"].value`, in the body of a POST
 * or PUT. Names with the same filter tell of the same element. A name that tells no element is left as it came.
 */
export const filtersInBodies: Quirk = {
  name: 'filters in the names of a body',
  body: (body, type) => {
    const names = Object.keys(body).filter((name) => name.includes('['));
    if (names.length === 0) return body;
    refuseTooMany(names.length, 'members', 'the body');
    const rest: Record<string, JsonValue | undefined> = { ...body };
    const told = new Map<string, NamedElement>();
    for (const name of names) {
      const element = namedElement(name, body[name] ?? null, type);
      if (element === undefined) continue;
      delete rest[name];
      const known = told.get(element.of);
      told.set(element.of, known === undefined ? element : merged(known, element));
    }
    for (const { attribute, value } of told.values()) {
      if (value !== null) append(rest, attribute, value, type);
    }
    return rest;
  },
};

interface NamedElement {
  readonly attribute: Attribute;
  /** The list and the filter, in which elements that are the same agree. */
  readonly of: string;
  readonly value: JsonValue;
}

/** `undefined` where the name leads to no element of a list. */
function namedElement(name: string, given: JsonValue, type: ResourceType): NamedElement | undefined {
  try {
    const path = parseAttributePath(qualifiedPath(name, wholeResource(type)));
    const { attribute, subAttribute } = resolveAttributePath(type, path);
    const described = path.valueFilter && elementFrom(path.valueFilter);
    if (!attribute.multiValued || described === undefined) return undefined;
    const of = JSON.stringify([attribute.name, described]);
    if (given === null) return { attribute, of, value: null };
    const value = Array.isArray(given) && given.length === 1 ? given[0] : given;
    return { attribute, of, value: newElement({ attribute, subAttribute }, described, value) };
  } catch (error) {
    if (error instanceof ScimError) return undefined;
    throw error;
  }
}

const merged = (known: NamedElement, { value }: NamedElement): NamedElement =>
  isJsonObject(known.value) && isJsonObject(value)
    ? { ...known, value: { ...known.value, ...value } }
    : { ...known, value: value ?? known.value };

function append(
  body: Record<string, JsonValue | undefined>,
  attribute: Attribute,
  element: JsonValue,
  type: ResourceType,
): void {
  const whole = wholeResource(type);
  const name = Object.keys(body).find((one) => findAttribute(whole, one) === attribute) ?? attribute.name;
  const elements: readonly JsonValue[] = [body[name] ?? []].flat();
  body[name] = [...elements, element];
}
