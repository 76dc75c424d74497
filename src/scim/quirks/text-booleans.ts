import type { Filter } from '../filter/filter.ts';
import type { AttributeReference } from '../path/attribute-reference.ts';
import { resolveWithin } from '../path/resolve-attribute-path.ts';
import type { Attribute } from '../schema/attribute.ts';
import { ScimError } from '../scim-error.ts';
import type { Quirk } from './quirk.ts';

/** Entra: `"True"` and `"False"` where the schema says boolean. */
export const textBooleans: Quirk = {
  name: 'booleans as texts',
  value: (value, { type }) => (type === 'boolean' ? (booleanOf(value) ?? value) : value),
  filter: withBooleans,
};

function booleanOf(value: unknown): boolean | undefined {
  if (typeof value !== 'string') return undefined;
  const text = value.toLowerCase();
  return text === 'true' ? true : text === 'false' ? false : undefined;
}

function withBooleans(filter: Filter, within: Attribute): Filter {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return { ...filter, of: filter.of.map((part) => withBooleans(part, within)) };
    case 'not':
      return { ...filter, of: withBooleans(filter.of, within) };
    case 'present':
      return filter;
    case 'compare': {
      const value = booleanOf(filter.value);
      if (value === undefined) return filter;
      return attributeAt(within, filter.path)?.type === 'boolean' ? { ...filter, value } : filter;
    }
    case 'valuePath': {
      const attribute = attributeAt(within, filter.path);
      return attribute === undefined ? filter : { ...filter, of: withBooleans(filter.of, attribute) };
    }
  }
}

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
