import type { Quirk } from './quirk.ts';

/** Entra: a single value comes in a list of one, or of none, and the only value of a list comes without the list. */
export const wrappedValues: Quirk = {
  name: 'single values in lists, and lists without brackets',
  values: (value, { multiValued }) => {
    if (multiValued) return Array.isArray(value) ? value : [value];
    return Array.isArray(value) && value.length <= 1 ? (value[0] ?? null) : value;
  },
  operation: (operation) => {
    const { op, path, value } = operation;
    // What is given for `emails[type eq "work"]` is one element.
    const isElement =
      path?.valueFilter !== undefined && (path.filtersSubAttribute || path.subAttribute === undefined);
    if (op === 'remove' || !isElement || !Array.isArray(value) || value.length !== 1) return [operation];
    return [{ ...operation, path, value: value[0] }];
  },
};
