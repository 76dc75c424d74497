import type { Filter } from '../filter/filter.ts';
import { type AttributeExpression, mapFilter } from '../filter/map-filter.ts';
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
  return mapFilter(filter, (expression) => {
    if (expression.kind === 'present') return expression;
    const path = resolved(within, expression);
    if (path === undefined) return expression;
    if (expression.kind === 'compare') return rewrite(expression, path, within);
    const of = withComparisons(expression.of, path.subAttribute ?? path.attribute, rewrite);
    return of === expression.of ? expression : { ...expression, of };
  });
}

function resolved(within: Attribute, { path }: AttributeExpression) {
  try {
    return resolveWithin(within, path, 'invalidFilter');
  } catch (error) {
    if (error instanceof ScimError) return undefined;
    throw error;
  }
}
