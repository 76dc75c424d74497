import { type ResolvedPath, resolveWithin } from '../path/resolve-attribute-path.ts';
import { asElement, valueIn } from '../resource/attribute-value.ts';
import { isScimObject, type ScimObject, type ScimValue } from '../resource/scim-resource.ts';
import type { Attribute } from '../schema/attribute.ts';
import { findAttribute } from '../schema/find-attribute.ts';
import { ScimError } from '../scim-error.ts';
import { compareWith } from './compare-values.ts';
import type { Filter } from './filter.ts';

export type Predicate = (value: ScimObject) => boolean;

/**
 * Whether the filter holds for a resource (`within` is `wholeResource(type)`) or for one element of a
 * multi-valued attribute (`within` is that attribute); values are in canonical form.
 *
 * @throws ScimError 400 `invalidFilter` for what the schema does not know or cannot compare.
 */
export const matchFilter = (filter: Filter, value: ScimObject, within: Attribute): boolean =>
  filterPredicate(filter, within)(value);

/** The same for many values: names are looked up, and refused, once. */
export function filterPredicate(filter: Filter, within: Attribute): Predicate {
  switch (filter.kind) {
    case 'and': {
      const parts = filter.of.map((part) => filterPredicate(part, within));
      return (value) => parts.every((part) => part(value));
    }
    case 'or': {
      const parts = filter.of.map((part) => filterPredicate(part, within));
      return (value) => parts.some((part) => part(value));
    }
    case 'not': {
      const part = filterPredicate(filter.of, within);
      return (value) => !part(value);
    }
    case 'present': {
      const path = resolveWithin(within, filter.path, 'invalidFilter');
      return (value) => valuesAt(value, path).some(hasValue);
    }
    case 'compare':
      return comparison(filter, resolveWithin(within, filter.path, 'invalidFilter'));
    case 'valuePath':
      return elementPredicate(filter.of, resolveWithin(within, filter.path, 'invalidFilter'));
  }
}

function comparison(
  { operator, value }: Extract<Filter, { kind: 'compare' }>,
  path: ResolvedPath,
): Predicate {
  const compared = comparedPath(path);
  if (value === null && (operator === 'eq' || operator === 'ne')) {
    return (object) => valuesAt(object, compared).some(hasValue) === (operator === 'ne');
  }
  // Two-valued: `ne` is true where the attribute is absent, and for several values where none is equal.
  const compare = compareWith(operator === 'ne' ? 'eq' : operator, value, compared);
  return (object) => valuesAt(object, compared).some(compare) !== (operator === 'ne');
}

/**
 * `emails co "…"` asks about `emails.value` (RFC 7644 section 3.4.2.2, figure 2).
 *
 * @throws ScimError 400 `invalidFilter` for a complex attribute that has no `value`.
 */
export function comparedPath(path: ResolvedPath): ResolvedPath {
  const asked = path.subAttribute ?? path.attribute;
  if (asked.type !== 'complex') return path;
  const subAttribute = path.subAttribute === undefined ? findAttribute(asked, 'value') : undefined;
  if (subAttribute !== undefined) return { ...path, text: `${path.text}.value`, subAttribute };
  const names = asked.subAttributes?.map(({ name }) => name).join(', ');
  const detail = `"${path.text}" has no value of its own to compare; name one of its sub-attributes: ${names}.`;
  throw new ScimError(400, detail, 'invalidFilter');
}

function elementPredicate(of: Filter, path: ResolvedPath): Predicate {
  if (path.subAttribute !== undefined || !path.attribute.multiValued) {
    const detail = `"${path.text}" has one value, so it takes no filter in brackets.`;
    throw new ScimError(400, detail, 'invalidFilter');
  }
  const holds = filterPredicate(of, path.attribute);
  return (object) => valuesAt(object, path).some((element) => holds(asElement(element)));
}

/** RFC 7644 section 3.4.2.2, `pr`: a non-empty value, and of a complex attribute a sub-attribute that has one. */
function hasValue(value: ScimValue | undefined): boolean {
  if (Array.isArray(value)) return value.some(hasValue);
  return isScimObject(value) ? Object.values(value).some(hasValue) : value !== '' && value !== undefined;
}

/** All values at the path; those of each element where the path goes through a multi-valued attribute. */
function valuesAt(object: ScimObject, { extension, attribute, subAttribute }: ResolvedPath): ScimValue[] {
  const container = extension === undefined ? object : valueIn(object, extension);
  const values = isScimObject(container) ? listed(valueIn(container, attribute)) : [];
  if (subAttribute === undefined) return values;
  return values.flatMap((value) => listed(valueIn(asElement(value), subAttribute)));
}

function listed(value: ScimValue | undefined): ScimValue[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? (value as ScimValue[]) : [value];
}
