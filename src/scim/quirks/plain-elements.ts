import { findAttribute } from '../schema/find-attribute.ts';
import type { Quirk } from './quirk.ts';

/** Clients of older APIs than SCIM: `roles` and `members` as plain texts, which stand for the elements' `value`. */
export const plainElements: Quirk = {
  name: 'elements as plain texts',
  value: (value, attribute) => {
    const isElement = attribute.multiValued && attribute.type === 'complex' && typeof value === 'string';
    return isElement && findAttribute(attribute, 'value') !== undefined ? { value } : value;
  },
};
