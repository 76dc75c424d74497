import { isJsonObject, type JsonObject, type JsonValue } from '../../criteria/json.ts';
import type { CompareValue, Filter } from '../filter/filter.ts';
import type { PatchOperation } from '../patch/patch-operation.ts';
import { currentValue, patchTarget } from '../patch/patch-target.ts';
import { refuseTooMany } from '../resource/writable-members.ts';
import type { Attribute } from '../schema/attribute.ts';
import { findAttribute } from '../schema/find-attribute.ts';
import type { ResourceType } from '../schema/resource-type.ts';
import type { Quirk } from './quirk.ts';

/**
 * Entra: `{"op":"remove","path":"members","value":[{"value":"…"}]}` removes the listed elements, as
 * `members[value eq "…"]` does by the RFC. Without this quirk it removes all.
 */
export const removalByValue: Quirk = {
  name: 'removals that list their elements',
  operation: (operation, type) => selectingElements(operation, type, ({ multiValued }) => multiValued),
  // Whether an open attribute is a list is not known before its value.
  operationOn: (operation, type, resource) =>
    selectingElements(
      operation,
      type,
      (attribute, target) =>
        attribute.type === 'any' && [operation.value, currentValue(resource, target)].some(Array.isArray),
    ),
};

function selectingElements(
  operation: PatchOperation,
  type: ResourceType,
  isList: (attribute: Attribute, target: ReturnType<typeof patchTarget>) => boolean,
): readonly PatchOperation[] {
  const { op, path, value, index } = operation;
  if (op !== 'remove' || value === undefined || value === null) return [operation];
  const target = patchTarget(type, path);
  const { attribute, selection } = target;
  if (selection !== undefined || !isList(attribute, target)) return [operation];
  const elements: readonly JsonValue[] = Array.isArray(value) ? value : [value];
  refuseTooMany(elements.length, 'values', path.text, attribute.valuesMax);
  const of = elements.flatMap((element) => filterOf(element, attribute) ?? []);
  const filtered = { ...path, valueFilter: { kind: 'or', of } } as const;
  return [
    {
      index,
      op,
      path: path.subAttribute === undefined ? filtered : { ...filtered, filtersSubAttribute: true },
    },
  ];
}

/** The filter that selects the element by all that is said of it; `undefined` where nothing is said. */
function filterOf(element: JsonValue, attribute: Attribute): Filter | undefined {
  if (!isJsonObject(element)) return equalTo('value', element);
  const of = Object.entries(identityOf(element, attribute)).flatMap(([name, value]) => {
    // An empty text is what mappings send for no value, and what no schema has is left out of bodies as well.
    const isSaid = value !== '' && value !== undefined && findAttribute(attribute, name) !== undefined;
    return (isSaid && equalTo(name, value)) || [];
  });
  return of.length > 1 ? { kind: 'and', of } : of[0];
}

/**
 * An element that refers to another resource, such as a member of a group, is known by its `value`: what else is said of
 * it, a `$ref` or a `display`, is about that resource and may be stale.
 */
function identityOf(element: JsonObject, attribute: Attribute): JsonObject {
  const { value } = element;
  return value !== undefined && findAttribute(attribute, '$ref') !== undefined ? { value } : element;
}

function equalTo(attribute: string, value: JsonValue): Filter | undefined {
  if (value === null || typeof value === 'object') return undefined;
  // RFC 7643 section 2.4: `primary` that is not there is false.
  if (value === false) return { kind: 'not', of: compared(attribute, true) };
  return compared(attribute, value);
}

const compared = (attribute: string, value: CompareValue): Filter => ({
  kind: 'compare',
  operator: 'eq',
  path: { attribute },
  value,
});
