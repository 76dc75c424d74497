import type { Field, Scalar } from './field.ts';

/**
 * A predicate over agents or groups, as data: the one language of filters, membership rules and searches.
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
