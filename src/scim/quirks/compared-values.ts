import type { JsonValue } from '../../criteria/json.ts';
import type { CompareValue, Filter } from '../filter/filter.ts';
import { mapFilter } from '../filter/map-filter.ts';
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
  return mapFilter(filter, (expression) => {
    if (expression.kind === 'present') return expression;
    const asked = attributeAt(within, expression.path);
    if (asked === undefined) return expression;
    if (expression.kind === 'valuePath') {
      return { ...expression, of: withComparedValues(expression.of, asked, rewrite) };
    }
    // `emails co "…"` asks about `emails.value` (RFC 7644 section 3.4.2.2, figure 2).
    const attribute = asked.type === 'complex' ? findAttribute(asked, 'value') : asked;
    const value = attribute === undefined ? expression.value : rewrite(expression.value, attribute);
    return isCompared(value) && value !== expression.value ? { ...expression, value } : expression;
  });
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
