import { complex, reference, string } from './define-attribute.ts';
import type { Schema } from './resource-type.ts';

const immutable = { mutability: 'immutable' } as const;

/** RFC 7643 section 4.2, with the characteristics of section 8.7.1. */
export const groupSchema: Schema = {
  id: 'urn:ietf:params:scim:schemas:core:2.0:Group',
  name: 'Group',
  description: 'Group',
  attributes: [
    string('displayName', 'The name of the group.', { required: true }),
    complex(
      'members',
      'The members of the group.',
      [
        string('value', 'The identifier of the member.', immutable),
        reference('$ref', 'The address of the member.', {
          ...immutable,
          referenceTypes: ['User', 'Group'],
        }),
        string('type', 'The type of the member.', { ...immutable, canonicalValues: ['User', 'Group'] }),
        string('display', "The member's name.", { mutability: 'readOnly' }),
      ],
      { multiValued: true },
    ),
  ],
};
