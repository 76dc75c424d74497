import { isJsonObject, type JsonObject, type JsonValue } from '../../criteria/json.ts';

/** Where an attribute stands. */
export interface AttributePlace {
  /** Attribute path in SCIM notation: `name.givenName`, `profile.location`, `urn:…:User:department`. */
  readonly path: string;
  /** The names that lead to it, where the path does not tell them apart: one of them has a dot or a colon in it. */
  readonly names?: readonly string[];
}

/** The values of attributes, each by `keyOf` its place; multi-valued attributes count as one value. */
export interface AttributeLeaves {
  readonly values: Map<string, JsonValue>;
  /** The places that a path does not tell; absent where there are none, as nearly always. */
  odd?: Map<string, AttributePlace>;
}

export function leavesOf(attributes: JsonObject): AttributeLeaves {
  const leaves: AttributeLeaves = { values: new Map() };
  flatten(attributes, '', [], false, leaves);
  return leaves;
}

export const keyOf = ({ path, names }: AttributePlace): string =>
  names === undefined ? path : JSON.stringify(names);

/** The names that lead to an attribute. */
export function namesOf({ path, names }: AttributePlace): readonly string[] {
  if (names !== undefined) return names;
  if (path.startsWith(profilePrefix)) return ['profile', path.slice(profilePrefix.length)];
  if (!path.startsWith('urn:')) return path.split('.');
  const end = path.lastIndexOf(':');
  return [path.slice(0, end), ...path.slice(end + 1).split('.')];
}

function flatten(
  attributes: JsonObject,
  prefix: string,
  above: readonly string[],
  isOddAbove: boolean,
  into: AttributeLeaves,
): void {
  for (const name of Object.keys(attributes)) {
    const value = attributes[name];
    if (value === undefined) continue;
    const path = prefix + name;
    const isOdd = isOddAbove || !isToldByPath(name, prefix, value);
    // RFC 7644 section 3.10: a schema URN and the attribute are joined by a colon, sub-attributes by a dot.
    if (isJsonObject(value))
      flatten(value, path + (name.startsWith('urn:') ? ':' : '.'), [...above, name], isOdd, into);
    else if (isOdd) addOdd({ path, names: [...above, name] }, value, into);
    else into.values.set(path, value);
  }
}

function addOdd(place: AttributePlace, value: JsonValue, into: AttributeLeaves): void {
  const key = keyOf(place);
  into.odd ??= new Map();
  into.odd.set(key, place);
  into.values.set(key, value);
}

/** Custom attributes are scalars and lists, and may have dots in their names. */
const profilePrefix = 'profile.';
const separators = /[.:]/;

/** Whether `namesOf` finds the name again in a path: names of RFC 7643 section 2.1 have neither dots nor colons. */
function isToldByPath(name: string, prefix: string, value: JsonValue): boolean {
  if (prefix === '' && name.startsWith('urn:')) return isJsonObject(value);
  return prefix === profilePrefix ? !isJsonObject(value) : !separators.test(name);
}
