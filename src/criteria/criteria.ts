import type { Field, Scalar } from './field.ts';

/**
 * A predicate over resources, as data: the one language of filters, value paths, membership rules and searches.
 * `match-criteria` says what it means, persistence compiles it to SQL. Logic is two-valued: a value that is
 * absent compares false.
 */
export type Criteria =
  | {
      readonly kind: 'compare';
      readonly field: Field;
      readonly operator: ComparisonOperator;
      readonly value: Scalar;
    }
  /** The attribute has a value other than the empty text. */
  | { readonly kind: 'present'; readonly field: Field }
  /** Some element of the multi-valued attribute at `path` satisfies `of`, whose fields are all below that path. */
  | { readonly kind: 'element'; readonly path: string; readonly of: Criteria }
  /** The resource itself is one of these. */
  | { readonly kind: 'identified'; readonly ids: readonly string[] }
  | { readonly kind: 'all'; readonly of: readonly Criteria[] }
  | { readonly kind: 'any'; readonly of: readonly Criteria[] }
  | { readonly kind: 'not'; readonly of: Criteria };

/** `contains`, `startsWith` and `endsWith` are about texts only; booleans know `equals` only. */
export type ComparisonOperator =
  | 'equals'
  | 'contains'
  | 'startsWith'
  | 'endsWith'
  | 'greater'
  | 'greaterOrEqual'
  | 'less'
  | 'lessOrEqual';

/** No condition at all: `all` of nothing holds for everyone. */
export const everyone: Criteria = { kind: 'all', of: [] };

/** The other way round, `any` of nothing holds for nobody. */
export const nobody: Criteria = { kind: 'any', of: [] };

export const equals = (field: Field, value: Scalar): Criteria => ({
  kind: 'compare',
  field,
  operator: 'equals',
  value,
});

export const all = (...of: readonly Criteria[]): Criteria => ({ kind: 'all', of });
export const any = (...of: readonly Criteria[]): Criteria => ({ kind: 'any', of });
export const not = (of: Criteria): Criteria => ({ kind: 'not', of });
export const identified = (ids: readonly string[]): Criteria => ({ kind: 'identified', ids });

/** All criteria that must hold, each by itself. An alternative to nothing must hold as well. */
export function conjuncts(criteria: Criteria): readonly Criteria[] {
  const isOnly = criteria.kind === 'any' && criteria.of.length === 1;
  return criteria.kind === 'all' || isOnly ? criteria.of.flatMap(conjuncts) : [criteria];
}

/** The paths of all attributes that the criteria are about. */
export function pathsOf(criteria: Criteria): readonly string[] {
  switch (criteria.kind) {
    case 'compare':
    case 'present':
      return [criteria.field.path];
    case 'identified':
      return [];
    case 'element':
      return [criteria.path, ...pathsOf(criteria.of)];
    case 'not':
      return pathsOf(criteria.of);
    case 'all':
    case 'any':
      return criteria.of.flatMap(pathsOf);
  }
}
