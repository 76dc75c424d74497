import type { Filter } from '../filter/filter.ts';
import { isScimObject, type ScimObject, type ScimValue } from '../resource/scim-resource.ts';
import type { Attribute } from '../schema/attribute.ts';
import { findAttribute } from '../schema/find-attribute.ts';

/** `Add`, `Replace`, `Remove`. */
export const lowerCaseOperation = (op: unknown): unknown => (typeof op === 'string' ? op.toLowerCase() : op);

/** `"True"` and `"False"`, where the schema says boolean. */
export function booleanFromText(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const text = value.toLowerCase();
  return text === 'true' ? true : text === 'false' ? false : value;
}

/**
 * A PATCH value in the form that the attribute has by its schema: a single value comes wrapped in a list of
 * one, several values come as a lone one, and `manager` comes as its bare identifier, or as `""` to clear it.
 */
export function unwrapValue(attribute: Attribute, value: ScimValue): ScimValue {
  if (attribute.type === 'any') return value;
  if (attribute.multiValued) return Array.isArray(value) || value === null ? value : [value];
  const single = unwrapElement(value);
  const isBareIdentifier =
    attribute.type === 'complex' && typeof single === 'string' && findAttribute(attribute, 'value');
  if (!isBareIdentifier) return single;
  return single === '' ? null : { value: single };
}

/** The one element of a list of one, where an element is meant. */
export const unwrapElement = (value: ScimValue): ScimValue =>
  Array.isArray(value) && value.length === 1 ? value[0] : value;

/**
 * The sub-attributes that an element must have for the filter to hold, so that
 * `emails[type eq "work"].value` can be written where no such element exists. Only `eq` and `and` say that.
 */
export function elementFromFilter(filter: Filter): ScimObject | undefined {
  if (filter.kind === 'compare' && filter.operator === 'eq') {
    const { schema, attribute, subAttribute } = filter.path;
    return schema === undefined && subAttribute === undefined ? { [attribute]: filter.value } : undefined;
  }
  if (filter.kind !== 'and') return undefined;
  const parts = filter.of.map(elementFromFilter);
  return parts.every((part) => part !== undefined) ? Object.assign({}, ...parts) : undefined;
}

/**
 * `{"op":"remove","path":"members","value":[{"value":"…"}]}`: the filter that selects the listed elements, as
 * `members[value eq "…"]` would.
 */
export function filterFromElements(value: ScimValue): Filter {
  return { kind: 'or', of: (Array.isArray(value) ? value : [value]).map(filterFromElement) };
}

function filterFromElement(element: ScimValue): Filter {
  const members = isScimObject(element) ? element : { value: element };
  // A member of a group is known by its `value`; what else is said of it, such as a `$ref`, may be stale.
  const identity = members.value === undefined ? members : { value: members.value };
  const of = Object.entries(identity).flatMap(([attribute, value]): Filter[] =>
    value === null || typeof value === 'object' || value === undefined
      ? []
      : [{ kind: 'compare', operator: 'eq', path: { attribute }, value }],
  );
  return of.length === 0 ? { kind: 'or', of } : { kind: 'and', of };
}
