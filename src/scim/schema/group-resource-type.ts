import { groupSchema } from './group-schema.ts';
import type { ResourceType } from './resource-type.ts';

/** RFC 7643 section 4.2. */
export const groupResourceType: ResourceType = {
  id: 'Group',
  name: 'Group',
  endpoint: '/Groups',
  description: 'Group',
  schema: groupSchema,
  extensions: [],
};
