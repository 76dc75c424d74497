import { type AttributeValues, addValues, type ElementValue } from '../../criteria/attribute-values.ts';
import type { JsonObject, JsonValue } from '../../criteria/json.ts';
import { criteriaPredicate } from '../../criteria/match-criteria.ts';
import { asElement } from '../resource/attribute-value.ts';
import type { Attribute } from '../schema/attribute.ts';
import { compileFilter } from './compile-filter.ts';
import type { Filter } from './filter.ts';

export type ElementPredicate = (element: JsonValue) => boolean;

/** Of each filter with the attribute that it is about, so that one that is asked again is not compiled again. */
const compiled = new WeakMap<Filter, { readonly attribute: Attribute; readonly holds: ElementPredicate }>();

/** Of each element, whose values operations of one PATCH ask for again and again. */
const known = new WeakMap<JsonObject, AttributeValues>();

/**
 * Whether the filter holds for an element, in canonical form, of the multi-valued attribute: what stands in the
 * brackets of a value path.
 *
 * @throws ScimError 400 `invalidFilter`, at once and not at the first element.
 */
export function elementPredicate(filter: Filter, attribute: Attribute): ElementPredicate {
  const before = compiled.get(filter);
  if (before?.attribute === attribute) return before.holds;
  const ofValues = criteriaPredicate(compileFilter(filter, { attribute }));
  const holds: ElementPredicate = (element) => ofValues(valuesOf(asElement(element)));
  compiled.set(filter, { attribute, holds });
  return holds;
}

function valuesOf(element: JsonObject): AttributeValues {
  const before = known.get(element);
  if (before !== undefined) return before;
  const values = new Map<string, ElementValue[]>();
  addValues(values, element);
  known.set(element, values);
  return values;
}
