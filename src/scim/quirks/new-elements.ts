import { isJsonObject, type JsonObject, type JsonValue } from '../../criteria/json.ts';
import { elementPredicate } from '../filter/element-predicate.ts';
import type { Filter } from '../filter/filter.ts';
import type { ElementSelection } from '../patch/change-elements.ts';
import { asValues } from '../patch/element-list.ts';
import { currentValue, patchTarget } from '../patch/patch-target.ts';
import type { Quirk } from './quirk.ts';

/**
 * Okta and Entra write `emails[type eq "work"].value` where no such element exists, which the RFC refuses: the
 * element is added, with what the filter says of it.
 */
export const newElements: Quirk = {
  name: 'value paths that match nothing',
  operationOn: (operation, type, resource) => {
    const { op, path, value, index } = operation;
    if (op === 'remove' || path === undefined || value === null) return [operation];
    if (path.valueFilter === undefined && path.subAttribute === undefined) return [operation];
    const target = patchTarget(type, path);
    if (target.selection === undefined || selectsSome(target.selection, currentValue(resource, target))) {
      return [operation];
    }
    const described = path.valueFilter === undefined ? {} : elementFrom(path.valueFilter);
    if (described === undefined) return [operation];
    const { schema, attribute, text } = path;
    const subAttribute = path.filtersSubAttribute && path.subAttribute;
    const element = newElement(target.selection, described, value);
    return [{ index, op: 'add', path: { schema, attribute, subAttribute, text }, value: [element] }];
  },
};

function selectsSome({ filter, attribute }: ElementSelection, current: JsonValue | undefined): boolean {
  const values = asValues(current);
  if (values.length === 0) return false;
  return filter === undefined || values.some(elementPredicate(filter, attribute));
}

export function newElement(
  { attribute, subAttribute }: ElementSelection,
  described: JsonObject,
  value: JsonValue,
): JsonValue {
  if (attribute.type !== 'complex') return value;
  if (subAttribute !== undefined) return { ...described, [subAttribute.name]: value };
  return isJsonObject(value) ? { ...described, ...value } : value;
}

/** The sub-attributes that an element must have for the filter to hold. Only `eq` and `and` say that. */
export function elementFrom(filter: Filter): JsonObject | undefined {
  if (filter.kind === 'compare' && filter.operator === 'eq') {
    const { schema, attribute, subAttribute } = filter.path;
    return schema === undefined && subAttribute === undefined ? { [attribute]: filter.value } : undefined;
  }
  if (filter.kind !== 'and') return undefined;
  const parts = filter.of.map(elementFrom);
  return parts.every((part) => part !== undefined) ? Object.assign({}, ...parts) : undefined;
}
