import { mapFilter } from '../filter/map-filter.ts';
import { type AttributeReference, referenceText } from '../path/attribute-reference.ts';
import { findPath, flatName } from '../path/find-path.ts';
import { attributeReference } from '../path/parse-attribute-reference.ts';
import type { Attribute } from '../schema/attribute.ts';
import { findAttribute } from '../schema/find-attribute.ts';
import type { Quirk } from './quirk.ts';

/**
 * Clients name attributes of an extension without its URN (`manager`), or with a dot behind it
 * (`urn:…:User.manager`), in paths, filters, sort orders and lists of attributes.
 */
export const unqualifiedNames: Quirk = {
  name: 'names without their URN, or with a dot behind it',
  attributePath: qualifiedPath,
  filter: (filter, within) =>
    mapFilter(filter, (expression) => {
      const path = qualifiedReference(expression.path, within);
      return path === expression.path ? expression : { ...expression, path };
    }),
};

/** The path with its name as RFC 7644 section 3.10 has it; unchanged where it leads nowhere. */
export function qualifiedPath(path: string, whole: Attribute): string {
  const [name = ''] = path.split('[', 1);
  if (!name.includes(':') && findAttribute(whole, name) !== undefined) return path;
  // What stands before the last dot may be a list, into which no flat name leads.
  const outer = name.slice(0, Math.max(0, name.lastIndexOf('.')));
  return qualified(name, path, whole) ?? qualified(outer, path, whole) ?? path;
}

function qualified(name: string, path: string, whole: Attribute): string | undefined {
  const found = findPath(whole, name);
  return found === undefined || found.length === 0 ? undefined : flatName(found) + path.slice(name.length);
}

function qualifiedReference(reference: AttributeReference, within: Attribute): AttributeReference {
  const { schema, attribute, position } = reference;
  if (schema === undefined && findAttribute(within, attribute) !== undefined) return reference;
  const text = referenceText(reference);
  const qualified = qualifiedPath(text, within);
  const named = qualified === text ? undefined : attributeReference(qualified);
  return named === undefined ? reference : { ...named, position };
}
