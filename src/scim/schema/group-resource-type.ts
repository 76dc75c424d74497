import { groupSchema } from './group-schema.ts';
import type { ResourceType } from './resource-type.ts';

export const groupResourceType: ResourceType = {
  id: 'Group',
  name: 'Group',
  endpoint: '/Groups',
  description: 'Group',
  schema: groupSchema,
  extensions: [],
};
