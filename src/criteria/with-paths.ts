import type { Criteria } from './criteria.ts';

/** The same criteria about attributes at other paths. */
export function withPaths(criteria: Criteria, pathOf: (path: string) => string): Criteria {
  switch (criteria.kind) {
    case 'compare':
    case 'present':
      return { ...criteria, field: { ...criteria.field, path: pathOf(criteria.field.path) } };
    case 'element':
      return { ...criteria, path: pathOf(criteria.path), of: withPaths(criteria.of, pathOf) };
    case 'identified':
      return criteria;
    case 'not':
      return { ...criteria, of: withPaths(criteria.of, pathOf) };
    case 'all':
    case 'any':
      return { ...criteria, of: criteria.of.map((part) => withPaths(part, pathOf)) };
  }
}
