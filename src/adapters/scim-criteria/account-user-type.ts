import type { KnownProfileAttribute, ProfileValueType } from '../../domain/agent/known-profile-attribute.ts';
import type { Attribute, AttributeType } from '../../scim/schema/attribute.ts';
import type { ResourceType } from '../../scim/schema/resource-type.ts';
import { userResourceTypeWith } from '../../scim/schema/user-resource-type.ts';

/** The User resource type as an account has it: with the custom attributes that its directory has sent. */
export const accountUserType = (known: readonly KnownProfileAttribute[]): ResourceType =>
  userResourceTypeWith(known.map(attributeOf));

const attributeTypes: Readonly<Record<ProfileValueType, AttributeType>> = {
  string: 'string',
  number: 'decimal',
  boolean: 'boolean',
  instant: 'dateTime',
};

/** Where values have been of several types, each is compared as what it is; such an attribute is shown as a string. */
function attributeOf({ name, types, multiValued }: KnownProfileAttribute): Attribute {
  const [only, ...others] = types;
  return {
    name,
    type: only === undefined || others.length > 0 ? 'any' : attributeTypes[only],
    multiValued,
    description: 'A custom attribute, with the type that its values have had so far.',
    required: false,
    caseExact: false,
    mutability: 'readWrite',
    returned: 'default',
    uniqueness: 'none',
  };
}
