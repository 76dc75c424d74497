import type { Attribute } from './attribute.ts';
import { complex, dateTime, reference, string } from './define-attribute.ts';

/** What every resource has (RFC 7643 section 3.1), whatever its schema; no schema lists it. */

/** Follows from the extensions that a resource has, so clients need not keep it in step themselves. */
export const schemas: Attribute = reference('schemas', 'The schemas whose attributes the resource has.', {
  multiValued: true,
  required: true,
  mutability: 'readOnly',
  returned: 'always',
});

export const id: Attribute = string('id', "The service's identifier of the resource.", {
  required: true,
  caseExact: true,
  mutability: 'readOnly',
  returned: 'always',
  uniqueness: 'server',
});

export const externalId: Attribute = string('externalId', "The client's identifier of the resource.", {
  caseExact: true,
});

export const meta: Attribute = complex(
  'meta',
  'What the service knows about the resource.',
  [
    string('resourceType', 'The name of the resource type.', { caseExact: true, mutability: 'readOnly' }),
    dateTime('created', 'When the resource came into being.', { mutability: 'readOnly' }),
    dateTime('lastModified', 'When the resource last changed.', { mutability: 'readOnly' }),
    reference('location', "The resource's address.", { mutability: 'readOnly' }),
    string('version', "The resource's entity tag.", { caseExact: true, mutability: 'readOnly' }),
  ],
  { mutability: 'readOnly' },
);
