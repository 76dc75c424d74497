import type { AttributeReference } from '../path/attribute-reference.ts';

/**
 * RFC 7644 section 3.4.2.2, as data. Names are as the client wrote them: `resolveAttributePath` tells what
 * they mean. Logic is two-valued: an absent attribute compares false, and `ne` is the opposite of `eq`.
 */
export type Filter =
  | { readonly kind: 'and'; readonly of: readonly Filter[] }
  | { readonly kind: 'or'; readonly of: readonly Filter[] }
  | { readonly kind: 'not'; readonly of: Filter }
  | { readonly kind: 'present'; readonly path: AttributeReference }
  | {
      readonly kind: 'compare';
      readonly path: AttributeReference;
      readonly operator: CompareOperator;
      readonly value: CompareValue;
    }
  /** Some element of the multi-valued attribute matches; the names in `of` are its sub-attributes'. */
  | { readonly kind: 'valuePath'; readonly path: AttributeReference; readonly of: Filter };

export const compareOperators = ['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le'] as const;

export type CompareOperator = (typeof compareOperators)[number];

export type CompareValue = string | number | boolean | null;
