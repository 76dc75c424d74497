import type { Attribute } from '../schema/attribute.ts';
import { findAttribute } from '../schema/find-attribute.ts';
import type { Quirk } from './quirk.ts';

/**
 * A complex value as no more than its `value`: Entra sends the manager's identifier for `manager`, and clients of older
 * APIs than SCIM send `roles` and `members` as plain texts.
 */
export const bareValues: Quirk = {
  name: 'complex values as their bare value',
  value: (value, attribute) => {
    const isText = typeof value === 'string' || typeof value === 'number';
    return isText && hasValue(attribute) ? { value } : value;
  },
};

/** An open attribute has a `value` only where a customer calls one of its own so. */
const hasValue = (attribute: Attribute): boolean =>
  attribute.type === 'complex' &&
  attribute.openSubAttributes === undefined &&
  findAttribute(attribute, 'value') !== undefined;
