import { isJsonObject, type JsonValue } from '../../criteria/json.ts';
import type { Filter } from '../filter/filter.ts';
import { resolveAttributePath } from '../path/resolve-attribute-path.ts';
import { refuseTooMany } from '../resource/writable-members.ts';
import type { Quirk } from './quirk.ts';

/**
 * Entra: `{"op":"remove","path":"members","value":[{"value":"…"}]}` removes the listed elements, as
 * `members[value eq "…"]` does by the RFC. Without this quirk it removes all.
 */
export const removalByValue: Quirk = {
  name: 'removals that list their elements',
  operation: (operation, type) => {
    const { op, path, value, index } = operation;
    if (op !== 'remove' || value === undefined || value === null) return [operation];
    if (path.valueFilter !== undefined || path.subAttribute !== undefined) return [operation];
    const { attribute } = resolveAttributePath(type, path);
    if (!attribute.multiValued) return [operation];
    const elements: readonly JsonValue[] = Array.isArray(value) ? value : [value];
    refuseTooMany(elements.length, 'values', path.text, attribute.valuesMax);
    const of = elements.flatMap((element) => filterOf(element) ?? []);
    return [{ index, op, path: { ...path, valueFilter: { kind: 'or', of } } }];
  },
};

/** The filter that selects the element; `undefined` where nothing is said of it. */
function filterOf(element: JsonValue): Filter | undefined {
  const members = isJsonObject(element) ? element : { value: element };
  // A member of a group is known by its `value`; what else is said of it, such as a `$ref`, may be stale.
  const identity = members.value === undefined ? members : { value: members.value };
  const of = Object.entries(identity).flatMap(([attribute, value]): Filter[] =>
    value === null || typeof value === 'object' || value === undefined
      ? []
      : [{ kind: 'compare', operator: 'eq', path: { attribute }, value }],
  );
  return of.length > 1 ? { kind: 'and', of } : of[0];
}
