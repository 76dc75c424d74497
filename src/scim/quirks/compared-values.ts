import type { JsonValue } from '../../criteria/json.ts';
import type { CompareValue, Filter } from '../filter/filter.ts';
import type { AttributeReference } from '../path/attribute-reference.ts';
import { resolveWithin } from '../path/resolve-attribute-path.ts';
import type { Attribute } from '../schema/attribute.ts';
import { findAttribute } from '../schema/find-attribute.ts';
import { ScimError } from '../scim-error.ts';

/**
 * The filter with what it compares rewritten as values of the attributes, so that a value is found as it was sent.
 *
 * @param within - the whole resource, or the multi-valued attribute of whose elements the filter speaks.
 */
export function withComparedValues(
  filter: Filter,
  within: Attribute,
  rewrite: (value: JsonValue, attribute: Attribute) => JsonValue,
): Filter {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return { ...filter, of: filter.of.map((part) => withComparedValues(part, within, rewrite)) };
    case 'not':
      return { ...filter, of: withComparedValues(filter.of, within, rewrite) };
    case 'present':
      return filter;
    case 'compare': {
      const asked = attributeAt(within, filter.path);
      // `emails co "…"` asks about `emails.value` (RFC 7644 section 3.4.2.2, figure 2).
      const attribute = asked?.type === 'complex' ? findAttribute(asked, 'value') : asked;
      const value = attribute === undefined ? filter.value : rewrite(filter.value, attribute);
      return isCompared(value) && value !== filter.value ? { ...filter, value } : filter;
    }
    case 'valuePath': {
      const attribute = attributeAt(within, filter.path);
      return attribute === undefined
        ? filter
        : { ...filter, of: withComparedValues(filter.of, attribute, rewrite) };
    }
  }
}

/** A blank text is compared as it is: to ask for no value is another question. */
const isCompared = (value: JsonValue): value is NonNullable<CompareValue> => typeof value !== 'object';

/** `undefined` for what is unknown, which the engine refuses. */
function attributeAt(within: Attribute, reference: AttributeReference): Attribute | undefined {
  try {
    const { attribute, subAttribute } = resolveWithin(within, reference, 'invalidFilter');
    return subAttribute ?? attribute;
  } catch (error) {
    if (error instanceof ScimError) return undefined;
    throw error;
  }
}
