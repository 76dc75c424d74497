import type { Quirk } from './quirk.ts';

/** Okta's mappings give an empty text where the directory has no value; where no text is meant, it is none. */
export const blankValues: Quirk = {
  name: 'blank texts for no value',
  value: (value, { type }) => (value === '' && type !== 'string' ? null : value),
};
