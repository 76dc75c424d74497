import type { Attribute } from './attribute.ts';
import { enterpriseUserSchema } from './enterprise-user-schema.ts';
import type { ResourceType } from './resource-type.ts';
import { userSchema } from './user-schema.ts';

export const userResourceType: ResourceType = {
  id: 'User',
  name: 'User',
  endpoint: '/Users',
  description: 'User account',
  schema: userSchema,
  extensions: [{ schema: enterpriseUserSchema, required: false }],
};

/** The same in an account that has these custom attributes. What the account does not have yet can be written too. */
export const userResourceTypeWith = (profileAttributes: readonly Attribute[]): ResourceType => ({
  ...userResourceType,
  schema: {
    ...userSchema,
    attributes: userSchema.attributes.map((attribute) =>
      attribute.openSubAttributes ? { ...attribute, subAttributes: profileAttributes } : attribute,
    ),
  },
});
