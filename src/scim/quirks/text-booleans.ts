import type { Filter } from '../filter/filter.ts';
import { mapFilter } from '../filter/map-filter.ts';
import type { AttributeReference } from '../path/attribute-reference.ts';
import { resolveWithin } from '../path/resolve-attribute-path.ts';
import type { Attribute } from '../schema/attribute.ts';
import { ScimError } from '../scim-error.ts';
import type { Quirk } from './quirk.ts';

/** Entra: `"True"` and `"False"` where the schema says boolean. */
export const textBooleans: Quirk = {
  name: 'booleans as texts',
  value: (value, { type }) => (type === 'boolean' ? (booleanOf(value) ?? value) : value),
  filter: (filter, within) => withBooleans(filter, within),
};

function booleanOf(value: unknown): boolean | undefined {
  if (typeof value !== 'string') return undefined;
  const text = value.toLowerCase();
  return text === 'true' ? true : text === 'false' ? false : undefined;
}

const withBooleans = (filter: Filter, within: Attribute): Filter =>
  mapFilter(filter, (expression) => {
    if (expression.kind === 'present') return expression;
    if (expression.kind === 'compare') {
      const value = booleanOf(expression.value);
      const isBoolean = value !== undefined && attributeAt(within, expression.path)?.type === 'boolean';
      return isBoolean ? { ...expression, value } : expression;
    }
    const attribute = attributeAt(within, expression.path);
    return attribute === undefined
      ? expression
      : { ...expression, of: withBooleans(expression.of, attribute) };
  });

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
