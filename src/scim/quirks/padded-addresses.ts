import type { ResolvedPath } from '../path/resolve-attribute-path.ts';
import type { Attribute } from '../schema/attribute.ts';
import type { Quirk } from './quirk.ts';
import { withComparisons } from './with-comparisons.ts';

/**
 * Directories send addresses with blanks around them, as somebody typed them, and look the person up by the same text
 * before. Addresses are kept without them, so it is to be found without them too.
 */
export const paddedAddresses: Quirk = {
  name: 'blanks around addresses in filters',
  filter: (filter, whole) =>
    withComparisons(filter, whole, (comparison, path, within) => {
      const { operator, value } = comparison;
      const isPadded = typeof value === 'string' && value !== value.trim();
      return isPadded && (operator === 'eq' || operator === 'ne') && isAddress(path, within)
        ? { ...comparison, value: value.trim() }
        : comparison;
    }),
};

/** `userName`, `emails`, `emails.value`, or `value` where the elements of `emails` are spoken of. */
function isAddress({ attribute, subAttribute }: ResolvedPath, within: Attribute): boolean {
  if (within.name === 'emails') return attribute.name === 'value';
  if (attribute.name === 'emails') return subAttribute === undefined || subAttribute.name === 'value';
  return attribute.name === 'userName';
}
