import type { Quirk } from './quirk.ts';

/** Certificates in lines of 64 or 76 characters, as PEM and MIME have them; RFC 4648 section 3.1 has no lines. */
export const base64InLines: Quirk = {
  name: 'base64 in lines',
  value: (value, { type }) =>
    type === 'binary' && typeof value === 'string' && /\s/.test(value) ? value.replace(/\s+/g, '') : value,
};
