import type { JsonValue } from '../../criteria/json.ts';
import type { CompareValue, Filter } from '../filter/filter.ts';
import type { Attribute } from '../schema/attribute.ts';
import { findAttribute } from '../schema/find-attribute.ts';
import { withComparisons } from './with-comparisons.ts';

/**
 * The filter with what it compares rewritten as values of the attributes, so that a value is found as it was sent.
 *
 * @param within - the whole resource, or the multi-valued attribute of whose elements the filter speaks.
 */
export const withComparedValues = (
  filter: Filter,
  within: Attribute,
  rewrite: (value: JsonValue, attribute: Attribute) => JsonValue,
): Filter =>
  withComparisons(filter, within, (comparison, path) => {
    const asked = path.subAttribute ?? path.attribute;
    // `emails co "…"` asks about `emails.value` (RFC 7644 section 3.4.2.2, figure 2).
    const attribute = asked.type === 'complex' ? findAttribute(asked, 'value') : asked;
    const value = attribute === undefined ? comparison.value : rewrite(comparison.value, attribute);
    return isCompared(value) && value !== comparison.value ? { ...comparison, value } : comparison;
  });

/** A blank text is compared as it is: to ask for no value is another question. */
const isCompared = (value: JsonValue): value is NonNullable<CompareValue> => typeof value !== 'object';
