import type { Quirk } from './quirk.ts';
import { withComparisons } from './with-comparisons.ts';

/** Entra: `"True"` and `"False"` where the schema says boolean. */
export const textBooleans: Quirk = {
  name: 'booleans as texts',
  value: (value, { type }) => (type === 'boolean' ? (booleanOf(value) ?? value) : value),
  filter: (filter, whole) =>
    withComparisons(filter, whole, (comparison, { attribute, subAttribute }) => {
      const value = booleanOf(comparison.value);
      const isBoolean = value !== undefined && (subAttribute ?? attribute).type === 'boolean';
      return isBoolean ? { ...comparison, value } : comparison;
    }),
};

function booleanOf(value: unknown): boolean | undefined {
  if (typeof value !== 'string') return undefined;
  const text = value.toLowerCase();
  return text === 'true' ? true : text === 'false' ? false : undefined;
}
