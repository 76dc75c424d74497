import type { AttributeType } from '../schema/attribute.ts';
import type { Quirk } from './quirk.ts';

const typesWithoutBlank: ReadonlySet<AttributeType> = new Set(['dateTime', 'binary', 'reference']);

/** Okta's mappings give an empty text where the directory has no value; in these types it can mean nothing else. */
export const blankValues: Quirk = {
  name: 'blank texts for no value',
  value: (value, { type }) => (value === '' && typesWithoutBlank.has(type) ? null : value),
};
