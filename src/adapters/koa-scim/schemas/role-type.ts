import { string } from '../../../scim/schema/define-attribute.ts';
import type { ResourceType } from '../../../scim/schema/resource-type.ts';

const readOnly = { mutability: 'readOnly' } as const;

/**
 * The roles that a directory can give, in Okta's schema: its entitlement management looks for resource types of this
 * URN, and offers what their endpoints list as values of `roles`.
 */
export const roleType: ResourceType = {
  id: 'Role',
  name: 'Role',
  endpoint: '/Roles',
  description: 'Role that a user can be given',
  schema: {
    id: 'urn:okta:scim:schemas:core:1.0:Role',
    name: 'Role',
    description: 'Role that a user can be given',
    attributes: [
      string('displayName', 'The name of the role.', readOnly),
      string('description', 'What somebody with the role may do.', readOnly),
    ],
  },
  extensions: [],
};
