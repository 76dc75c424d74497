import { findAttribute } from '../schema/find-attribute.ts';
import type { Quirk } from './quirk.ts';

/** Entra: in a PATCH, `manager` comes as the identifier that is its `value`, or as `""` to clear it. */
export const bareIdentifiers: Quirk = {
  name: 'complex values as bare identifiers',
  patchValue: (value, attribute) => {
    const isBare = attribute.type === 'complex' && !attribute.multiValued && typeof value === 'string';
    if (!isBare || findAttribute(attribute, 'value') === undefined) return value;
    return value === '' ? null : { value };
  },
};
