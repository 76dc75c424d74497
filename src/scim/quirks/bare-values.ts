import { findAttribute } from '../schema/find-attribute.ts';
import type { Quirk } from './quirk.ts';

/**
 * A complex value as no more than its `value`: Entra sends the manager's identifier for `manager`, and clients of older
 * APIs than SCIM send `roles` and `members` as plain texts.
 */
export const bareValues: Quirk = {
  name: 'complex values as their bare value',
  value: (value, attribute) => {
    const isBare = attribute.type === 'complex' && (typeof value === 'string' || typeof value === 'number');
    return isBare && findAttribute(attribute, 'value') !== undefined ? { value } : value;
  },
};
