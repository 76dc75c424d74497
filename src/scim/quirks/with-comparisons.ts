import type { Filter } from '../filter/filter.ts';
import { type ResolvedPath, resolveWithin } from '../path/resolve-attribute-path.ts';
import type { Attribute } from '../schema/attribute.ts';
import { ScimError } from '../scim-error.ts';

type Comparison = Extract<Filter, { kind: 'compare' }>;

/**
 * The filter with each comparison rewritten whose attribute is known; what is not, the engine refuses.
 *
 * @param rewrite - is given the whole resource, or the multi-valued attribute of whose elements is spoken.
 */
export function withComparisons(
  filter: Filter,
  within: Attribute,
  rewrite: (comparison: Comparison, path: ResolvedPath, within: Attribute) => Comparison,
): Filter {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return { ...filter, of: filter.of.map((part) => withComparisons(part, within, rewrite)) };
    case 'not':
      return { ...filter, of: withComparisons(filter.of, within, rewrite) };
    case 'present':
      return filter;
    case 'compare': {
      const path = resolved(within, filter);
      return path === undefined ? filter : rewrite(filter, path, within);
    }
    case 'valuePath': {
      const path = resolved(within, filter);
      if (path === undefined) return filter;
      return { ...filter, of: withComparisons(filter.of, path.subAttribute ?? path.attribute, rewrite) };
    }
  }
}

function resolved(within: Attribute, { path }: Extract<Filter, { kind: 'compare' | 'valuePath' }>) {
  try {
    return resolveWithin(within, path, 'invalidFilter');
  } catch (error) {
    if (error instanceof ScimError) return undefined;
    throw error;
  }
}
