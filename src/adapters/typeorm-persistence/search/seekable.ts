import { type Criteria, conjuncts } from '../../../criteria/criteria.ts';
import type { Searchable } from './searchable.ts';

export type Comparison = Extract<Criteria, { kind: 'compare' }>;

export const isEquality = (criteria: Criteria): boolean =>
  criteria.kind === 'compare' && criteria.operator === 'equals';

/** Whether an index finds just those who satisfy the criteria, so that a statement may begin with them. */
export function isSeekable(searchable: Searchable, criteria: Criteria): boolean {
  switch (criteria.kind) {
    case 'compare': {
      const { field, operator } = criteria;
      if (operator === 'contains' || operator === 'endsWith') return false;
      const column = searchable.columns.get(field.path);
      if (column === undefined) return searchable.values !== undefined || isFound(searchable, field.path);
      return column.kind !== 'boolean';
    }
    case 'identified':
      return true;
    case 'element':
      return conjuncts(criteria.of).some((part) => isSeekable(searchable, part));
    case 'all':
      return criteria.of.some((part) => isSeekable(searchable, part));
    case 'any':
      return criteria.of.length > 0 && criteria.of.every((part) => isSeekable(searchable, part));
    default:
      return false;
  }
}

const isFound = ({ links }: Searchable, path: string): boolean =>
  links.some(({ finds }) => finds?.path === path);

/** Whether a unique index sees to it that at most one resource satisfies the criteria. */
export function selectsAtMostOne(searchable: Searchable, criteria: Criteria): boolean {
  return conjuncts(criteria).some(
    (part) =>
      part.kind === 'compare' && isEquality(part) && searchable.columns.get(part.field.path)?.unique === true,
  );
}

/** Whether a column of the resource's own row is compared, and nothing else is asked. */
export const isOfOwnRow = ({ columns }: Searchable, criteria: Criteria): criteria is Comparison =>
  criteria.kind === 'compare' && columns.has(criteria.field.path);

/** Whether the criteria are about anything that stands in the resource's own row. */
export function concernsColumns(searchable: Searchable, criteria: Criteria): boolean {
  switch (criteria.kind) {
    case 'compare':
    case 'present':
      return searchable.columns.has(criteria.field.path);
    case 'identified':
      return false;
    case 'element':
    case 'not':
      return concernsColumns(searchable, criteria.of);
    case 'all':
    case 'any':
      return criteria.of.some((part) => concernsColumns(searchable, part));
  }
}
