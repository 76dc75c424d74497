import type { AttributeValues } from './attribute-values.ts';
import type { Criteria } from './criteria.ts';
import type { Scalar } from './field.ts';
import { matchCriteria } from './match-criteria.ts';

/** Whether criteria hold for a resource, condition by condition. */
export interface Explanation {
  readonly criteria: Criteria;
  readonly holds: boolean;
  /** What the resource has of the attribute that a condition is about. */
  readonly values?: readonly Scalar[];
  /** The same of the conditions that this one is made of. */
  readonly of?: readonly Explanation[];
}

export function explainCriteria(values: AttributeValues, criteria: Criteria): Explanation {
  const explained = { criteria, holds: matchCriteria(values, criteria) };
  switch (criteria.kind) {
    case 'compare':
    case 'present': {
      const stored = values.get(criteria.field.path) ?? [];
      return { ...explained, values: stored.map(({ value }) => value) };
    }
    case 'not':
      return { ...explained, of: [explainCriteria(values, criteria.of)] };
    case 'all':
    case 'any':
      return { ...explained, of: criteria.of.map((part) => explainCriteria(values, part)) };
    default:
      return explained;
  }
}
