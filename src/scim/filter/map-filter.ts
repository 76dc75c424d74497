import type { Filter } from './filter.ts';

/** A part of a filter that names an attribute. */
export type AttributeExpression = Extract<Filter, { readonly path: unknown }>;

/** The filter with each of its attribute expressions mapped; the same filter where none changes. */
export function mapFilter(filter: Filter, map: (expression: AttributeExpression) => Filter): Filter {
  switch (filter.kind) {
    case 'and':
    case 'or': {
      const of = filter.of.map((part) => mapFilter(part, map));
      return of.every((part, index) => part === filter.of[index]) ? filter : { ...filter, of };
    }
    case 'not': {
      const of = mapFilter(filter.of, map);
      return of === filter.of ? filter : { ...filter, of };
    }
    default:
      return map(filter);
  }
}
