import { equalJson, isJsonObject, type JsonObject, type JsonValue } from '../../criteria/json.ts';
import { limits } from '../limits.ts';
import type { Attribute } from '../schema/attribute.ts';
import { findAttribute } from '../schema/find-attribute.ts';
import { isNameOf } from '../schema/same-urn.ts';

/**
 * What an object of attributes says, attribute by attribute: those of an extension and of a complex attribute with one
 * value each by itself. None where it says one thing only. Of more attributes than a message may have, the first.
 *
 * @param whole - the resource as an attribute.
 */
export function partsOf(whole: Attribute, object: JsonObject): readonly JsonObject[] {
  const entries = Object.entries(object);
  const [[name, value] = ['', undefined], ...others] = entries;
  if (others.length > 0) return apart(entries.slice(0, limits.valuesMax));
  if (!isJsonObject(value)) return [];
  const members = Object.entries(value);
  if (members.length > limits.valuesMax) return [];
  if (isNameOf(whole, name)) return members.map(([inner, one]) => ({ [inner]: one }));
  if (members.length < 2 || !isContainer(findAttribute(whole, name), name)) return [];
  return apart(members).map((part) => ({ [name]: part }));
}

/**
 * Several attributes, each by itself; none where they are one. One that comes twice, in different letter case, says
 * nothing unless it says the same.
 */
function apart(entries: readonly (readonly [string, JsonValue | undefined])[]): readonly JsonObject[] {
  const parts = new Map<string, Record<string, JsonValue | undefined>>();
  for (const [name, value] of entries) {
    const part = parts.get(name.toLowerCase()) ?? {};
    const isSaid =
      Object.values(part).length > 0 && Object.values(part).every((one) => equalJson(one, value));
    if (!isSaid) part[name] = value;
    parts.set(name.toLowerCase(), part);
  }
  const isOne = parts.size === 1 && Object.keys([...parts.values()][0] ?? {}).length === entries.length;
  return isOne ? [] : [...parts.values()];
}

/** No name but a URN has a colon; what stands under one that is not known are attributes as well. */
const isContainer = (attribute: Attribute | undefined, name: string): boolean =>
  attribute === undefined ? name.includes(':') : isDivided(attribute);

/** Whether the sub-attributes of the attribute's value stand for themselves. */
export const isDivided = ({ type, multiValued }: Attribute): boolean => type === 'complex' && !multiValued;
