import { limits } from '../limits.ts';
import { complex, reference, string } from './define-attribute.ts';
import type { Schema } from './resource-type.ts';

const immutable = { mutability: 'immutable' } as const;

/** RFC 7643 section 4.2, with the characteristics of section 8.7.1; members are users only. */
export const groupSchema: Schema = {
  id: 'urn:ietf:params:scim:schemas:core:2.0:Group',
  name: 'Group',
  description: 'Group',
  attributes: [
    // `server` where the RFC has `none`: clients look groups up by name and take it for unique.
    string('displayName', 'The name of the group.', { required: true, uniqueness: 'server' }),
    complex(
      'members',
      'The users who belong to the group.',
      [
        string('value', 'The identifier of the user.', immutable),
        reference('$ref', 'The address of the user.', { ...immutable, referenceTypes: ['User'] }),
        string('type', 'The type of the member.', { ...immutable, canonicalValues: ['User'] }),
        string('display', "The user's userName.", { mutability: 'readOnly' }),
      ],
      { multiValued: true, valuesMax: limits.groupMembersMax },
    ),
  ],
};
