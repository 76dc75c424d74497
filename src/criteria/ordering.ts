import type { Field } from './field.ts';

/**
 * How a list is sorted: by the field's value, of a multi-valued attribute the primary or else the first one, and
 * then by id. Whoever lacks the attribute comes last, in a descending list first (RFC 7644 section 3.4.2.3).
 */
export interface Ordering {
  readonly field: Field;
  readonly descending: boolean;
}
