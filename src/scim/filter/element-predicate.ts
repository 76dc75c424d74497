import { addValues, type ElementValue } from '../../criteria/attribute-values.ts';
import type { JsonValue } from '../../criteria/json.ts';
import { criteriaPredicate } from '../../criteria/match-criteria.ts';
import { asElement } from '../resource/attribute-value.ts';
import type { Attribute } from '../schema/attribute.ts';
import { compileFilter } from './compile-filter.ts';
import type { Filter } from './filter.ts';

export type ElementPredicate = (element: JsonValue) => boolean;

/** Of each filter with the attribute that it is about, so that one that is asked again is not compiled again. */
const compiled = new WeakMap<Filter, { readonly attribute: Attribute; readonly holds: ElementPredicate }>();

/**
 * Whether the filter holds for an element, in canonical form, of the multi-valued attribute: what stands in the
 * brackets of a value path.
 *
 * @throws ScimError 400 `invalidFilter`, at once and not at the first element.
 */
export function elementPredicate(filter: Filter, attribute: Attribute): ElementPredicate {
  const known = compiled.get(filter);
  if (known?.attribute === attribute) return known.holds;
  const ofValues = criteriaPredicate(compileFilter(filter, { attribute }));
  const holds: ElementPredicate = (element) => {
    const values = new Map<string, ElementValue[]>();
    addValues(values, asElement(element));
    return ofValues(values);
  };
  compiled.set(filter, { attribute, holds });
  return holds;
}
