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

/** Groups of the people who look after others, beside those whom they look after; of the same schema. */
export const userGroupResourceType: ResourceType = {
  ...groupResourceType,
  id: 'Usergroup',
  name: 'Usergroup',
  endpoint: '/Usergroups',
  description: 'Group of users with a role above agent',
};
