import { groupLimits } from '../../../domain/group/group-limits.ts';
import type { GroupKind } from '../../../domain/group/group-reference.ts';
import { groupResourceType } from '../../../scim/schema/group-resource-type.ts';
import { groupSchema } from '../../../scim/schema/group-schema.ts';
import type { ResourceType } from '../../../scim/schema/resource-type.ts';
import { adaptedAttributes } from './adapted-attributes.ts';
import { formerCoreIds } from './former-ids.ts';

const members = groupSchema.attributes.find(({ name }) => name === 'members')?.subAttributes ?? [];

const attributes = adaptedAttributes(groupSchema.attributes, {
  // `server` where the RFC has `none`: clients look groups up by name and take it for unique.
  displayName: { uniqueness: 'server' },
  // Members are users; no client is known to push groups in groups.
  members: {
    description: 'The users who belong to the group.',
    valuesMax: groupLimits.membersPerChangeMax,
    subAttributes: adaptedAttributes(members, {
      value: { description: 'The identifier of the user.' },
      $ref: { description: 'The address of the user.', referenceTypes: ['User'] },
      type: { canonicalValues: ['User'] },
      display: { description: "The user's userName." },
    }),
  },
});

const schema = { ...groupSchema, attributes, formerIds: formerCoreIds('Group') };

/** As which resource type groups of each kind are shown. */
export const groupTypes: Readonly<Record<GroupKind, ResourceType>> = {
  agents: { ...groupResourceType, schema },
  users: {
    ...groupResourceType,
    id: 'Usergroup',
    name: 'Usergroup',
    endpoint: '/Usergroups',
    description: 'Group of users with a role above agent',
    // A schema of its own: client libraries look a resource's type up by its schema.
    schema: {
      ...schema,
      id: 'urn:rollcall:scim:schemas:core:2.0:Usergroup',
      name: 'Usergroup',
      description: 'Group of users with a role above agent',
      formerIds: [groupSchema.id, ...schema.formerIds],
    },
  },
};
