import { foldCase } from '../../criteria/fold-case.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../criteria/json.ts';
import { parseAttributePath } from '../filter/parse-attribute-path.ts';
import { resolveAttributePath } from '../path/resolve-attribute-path.ts';
import type { ScimResource } from '../resource/scim-resource.ts';
import type { Attribute } from '../schema/attribute.ts';
import { findAttribute, wholeResource } from '../schema/find-attribute.ts';
import type { ResourceType } from '../schema/resource-type.ts';
import { ScimError } from '../scim-error.ts';

/** As a query has them, separated by commas, or as a SearchRequest has them, in a list. */
export interface ProjectionParameters {
  readonly attributes?: string | readonly string[];
  readonly excludedAttributes?: string | readonly string[];
}

/** Which of an object's attributes are named; `true`: the attribute with all that is in it. */
type Selection = ReadonlyMap<Attribute | string, true | Selection>;
type Selected = Map<Attribute | string, true | Selected>;

/** Which attributes an answer has (RFC 7644 section 3.9). */
export interface Projection {
  readonly whole: Attribute;
  readonly only?: Selection;
  readonly without?: Selection;
}

/**
 * Names are read in any letter case, with or without a URN; those that no schema has name nothing and are left out.
 *
 * @param pathOf - the path that a client means by a name.
 * @throws ScimError 400 `invalidValue` where both are given: they are mutually exclusive.
 */
export function readProjection(
  type: ResourceType,
  { attributes, excludedAttributes }: ProjectionParameters,
  pathOf: (name: string, whole: Attribute) => string = (name) => name,
): Projection {
  const whole = wholeResource(type);
  const paths = (names: ProjectionParameters['attributes']) =>
    namesOf(names).map((name) => pathOf(name, whole));
  const only = paths(attributes);
  const without = paths(excludedAttributes);
  if (only.length > 0 && without.length > 0) {
    const detail = '"attributes" and "excludedAttributes" exclude each other; give one of them.';
    throw new ScimError(400, detail, 'invalidValue');
  }
  if (only.length > 0) return { whole, only: selectionOf(type, only) };
  return without.length > 0 ? { whole, without: selectionOf(type, without) } : { whole };
}

/** Whether an attribute can be in the answer: named by the client, by default, or not at all. */
export type Wanted = 'named' | 'default' | false;

/** Whether a top-level attribute can be in the answer, so that it has to be found out. */
export function wants({ whole, only, without }: Projection, name: string): Wanted {
  const attribute = findAttribute(whole, name);
  if (attribute === undefined || attribute.returned === 'always') return 'default';
  if (only !== undefined) return only.has(attribute) && 'named';
  return without?.get(attribute) !== true && 'default';
}

/** The resource, in canonical form, with what is wanted of it. Without a word of the client it is the same object. */
export function project({ whole, only, without }: Projection, resource: ScimResource): ScimResource {
  if (only !== undefined) return withOnly(whole, resource, only) as ScimResource;
  return without === undefined ? resource : (withoutThese(whole, resource, without) as ScimResource);
}

function namesOf(names: string | readonly string[] | undefined): readonly string[] {
  const list = typeof names === 'string' ? names.split(',') : (names ?? []);
  return list.map((name) => name.trim()).filter((name) => name !== '');
}

function selectionOf(type: ResourceType, names: readonly string[]): Selection {
  const selection: Selected = new Map();
  for (const name of names) {
    const path = stepsOf(type, name);
    if (path !== undefined) select(selection, path);
  }
  return selection;
}

/** The attributes on the way, from the outside in; open ones by name in lower case. */
function stepsOf(type: ResourceType, name: string): readonly (Attribute | string)[] | undefined {
  try {
    const { extension, attribute, subAttribute } = resolveAttributePath(type, parseAttributePath(name));
    return [extension, attribute, subAttribute].filter((step) => step !== undefined).map(keyOf);
  } catch (error) {
    if (error instanceof ScimError) return undefined;
    throw error;
  }
}

const keyOf = (attribute: Attribute): Attribute | string =>
  attribute.type === 'any' ? foldCase(attribute.name) : attribute;

function select(selection: Selected, [step, ...rest]: readonly (Attribute | string)[]): void {
  if (step === undefined || selection.get(step) === true) return;
  if (rest.length === 0) {
    selection.set(step, true);
    return;
  }
  const inner = selection.get(step);
  const within: Selected = inner instanceof Map ? inner : new Map();
  selection.set(step, within);
  select(within, rest);
}

function withOnly(within: Attribute, object: JsonObject, selection: Selection): JsonObject {
  return mapMembers(within, object, (attribute, value) => {
    const selected = attribute && (selection.get(keyOf(attribute)) ?? openSelection(attribute, selection));
    if (attribute?.returned === 'always' || selected === true) return value;
    return selected === undefined || attribute === undefined
      ? undefined
      : mapValue(value, (inner) => withOnly(attribute, inner, selected));
  });
}

function withoutThese(within: Attribute, object: JsonObject, selection: Selection): JsonObject {
  return mapMembers(within, object, (attribute, value) => {
    const selected = attribute && (selection.get(keyOf(attribute)) ?? openSelection(attribute, selection));
    if (attribute === undefined || attribute.returned === 'always' || selected === undefined) return value;
    return selected === true
      ? undefined
      : mapValue(value, (inner) => withoutThese(attribute, inner, selected));
  });
}

const openSelection = ({ name }: Attribute, selection: Selection) => selection.get(foldCase(name));

function mapMembers(
  within: Attribute,
  object: JsonObject,
  map: (attribute: Attribute | undefined, value: JsonValue) => JsonValue | undefined,
): JsonObject {
  const mapped: Record<string, JsonValue> = {};
  for (const [name, value] of Object.entries(object)) {
    if (value === undefined) continue;
    const shown = map(findAttribute(within, name), value);
    if (shown !== undefined) mapped[name] = shown;
  }
  return mapped;
}

/** The value, or each element of a list, mapped; what is left with nothing is left out. */
function mapValue(value: JsonValue, map: (object: JsonObject) => JsonObject): JsonValue | undefined {
  if (isJsonObject(value)) {
    const mapped = map(value);
    return Object.keys(mapped).length === 0 ? undefined : mapped;
  }
  if (!Array.isArray(value)) return value;
  const elements = value.map((element) => mapValue(element, map)).filter((element) => element !== undefined);
  return elements.length === 0 ? undefined : elements;
}
