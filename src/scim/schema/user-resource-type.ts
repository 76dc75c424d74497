import { enterpriseUserSchema } from './enterprise-user-schema.ts';
import type { ResourceType } from './resource-type.ts';
import { userSchema } from './user-schema.ts';

/** RFC 7643 sections 4.1 and 4.3. */
export const userResourceType: ResourceType = {
  id: 'User',
  name: 'User',
  endpoint: '/Users',
  description: 'User account',
  schema: userSchema,
  extensions: [{ schema: enterpriseUserSchema, required: false }],
};
