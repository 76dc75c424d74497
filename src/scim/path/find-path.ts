import type { Attribute } from '../schema/attribute.ts';
import { any } from '../schema/define-attribute.ts';
import { findAttribute, separatorAfter } from '../schema/find-attribute.ts';
import { isNameOf } from '../schema/same-urn.ts';

/**
 * The attributes, from the outside in, to which a flat name leads that a client wrote: `name.givenName`,
 * `urn:…:enterprise:2.0:User:manager.value`. Beside what RFC 7644 section 3.10 has, an attribute of an extension is
 * found without its URN where the core schema has none of the name, a dot may stand behind a URN, and the name of
 * `within` itself may stand in front.
 *
 * @returns an empty list for the URN of `within` itself, and `undefined` for what leads nowhere. A name leads into
 * no list, since it does not say into which of its values.
 */
export function findPath(within: Attribute, name: string): readonly Attribute[] | undefined {
  // A filter is no part of a name, also where names are the customer's.
  if (name.includes('[')) return undefined;
  const path = pathInside(within, name);
  if (path !== undefined) return path;
  if (isSchema(within) && isNameOf(within, name)) return [];
  return firstOf(restsBehind(within, name), (rest) => pathInside(within, rest));
}

function pathInside(within: Attribute, name: string): readonly Attribute[] | undefined {
  const attribute = findAttribute(within, name);
  if (attribute !== undefined) return [attribute];
  // No name, but it leads there: whoever reads it refuses it.
  if (within.openSubAttributes) return [any(name, '')];
  return firstOf(within.subAttributes?.filter(isContainer) ?? [], (container) => {
    const isBare = isSchema(container) && !name.includes(':');
    const path = firstOf(isBare ? [name] : restsBehind(container, name), (rest) =>
      pathInside(container, rest),
    );
    return path && [container, ...path];
  });
}

/** Whether the attribute holds others in one object. */
export const isContainer = ({ type, multiValued }: Attribute): boolean => type === 'complex' && !multiValued;

/** The flat name of a path as RFC 7644 section 3.10 has it. */
export const flatName = (path: readonly Attribute[]): string =>
  path
    .map((attribute, index) => attribute.name + (index < path.length - 1 ? separatorAfter(attribute) : ''))
    .join('');

/** The whole resource, or an extension. */
const isSchema = (attribute: Attribute): boolean => separatorAfter(attribute) === ':';

/** What stands behind the attribute's name, or behind a former one. */
const restsBehind = (attribute: Attribute, text: string): readonly string[] =>
  [attribute.name, ...(attribute.formerNames ?? [])].flatMap((known) => {
    const separator = text[known.length];
    const isSeparated = separator === '.' || (separator === ':' && isSchema(attribute));
    const startsSo = isSeparated && text.slice(0, known.length).toLowerCase() === known.toLowerCase();
    return startsSo ? [text.slice(known.length + 1)] : [];
  });

function firstOf<Item, Found>(
  items: readonly Item[],
  find: (item: Item) => Found | undefined,
): Found | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
