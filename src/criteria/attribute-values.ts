import type { Scalar } from './field.ts';
import { isJsonObject, type JsonObject, type JsonValue } from './json.ts';

/** One value of an attribute, and which element of a multi-valued attribute it belongs to. */
export interface ElementValue {
  /** 0 for the primary element, or for the first where none is primary, and for single-valued attributes. */
  readonly element: number;
  readonly value: Scalar;
  /** The text in folded case, once somebody has asked for it. */
  folded?: string | undefined;
}

/** Everything that can be asked about a resource, by the path of its field. */
export type AttributeValues = ReadonlyMap<string, readonly ElementValue[]>;

/**
 * Adds the attributes' values. Lists within elements of lists, which no schema has, are left out.
 *
 * @param prefix - what stands before the names in paths: `name.`.
 */
export function addValues(
  into: Map<string, ElementValue[]>,
  attributes: JsonObject,
  prefix = '',
  element?: number,
): void {
  for (const name of Object.keys(attributes)) addValue(into, name, attributes[name], prefix, element);
}

/** Adds the values of one attribute, as `addValues` does. */
export function addValue(
  into: Map<string, ElementValue[]>,
  name: string,
  value: JsonValue | undefined,
  prefix: string,
  element?: number,
): void {
  const path = prefix + name;
  if (isJsonObject(value)) addValues(into, value, path + separatorAfter(name), element);
  else if (!Array.isArray(value)) addScalar(into, path, value, element ?? 0);
  else if (element === undefined) addElements(into, path, value as readonly JsonValue[]);
}

function addElements(into: Map<string, ElementValue[]>, path: string, list: readonly JsonValue[]): void {
  for (const [element, value] of primaryFirst(list).entries()) {
    if (isJsonObject(value)) addValues(into, value, `${path}.`, element);
    else addScalar(into, path, value, element);
  }
}

function addScalar(
  into: Map<string, ElementValue[]>,
  path: string,
  value: JsonValue | undefined,
  element: number,
): void {
  if (value === null || value === undefined || typeof value === 'object') return;
  // A member that is added later would lie outside of the object.
  const stored = { element, value, folded: undefined };
  const known = into.get(path);
  if (known === undefined) into.set(path, [stored]);
  else known.push(stored);
}

function primaryFirst(list: readonly JsonValue[]): readonly JsonValue[] {
  const primary = list.findIndex((value) => isJsonObject(value) && value.primary === true);
  return primary <= 0 ? list : [...list.slice(primary, primary + 1), ...list.toSpliced(primary, 1)];
}

// RFC 7644 section 3.10: a schema's URN and the attribute are joined by a colon, sub-attributes by a dot.
const separatorAfter = (name: string): string => (name.startsWith('urn:') ? ':' : '.');
