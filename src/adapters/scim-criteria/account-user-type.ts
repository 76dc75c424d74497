import {
  isCurrent,
  type KnownProfileAttribute,
} from '../../domain/profile-attribute/known-profile-attribute.ts';
import type { ProfileValueType } from '../../domain/profile-attribute/profile-value-type.ts';
import type { Attribute, AttributeType } from '../../scim/schema/attribute.ts';
import type { ResourceType } from '../../scim/schema/resource-type.ts';
import { userResourceTypeWith } from '../../scim/schema/user-resource-type.ts';

/** The User resource type as an account has it: with the custom attributes that were declared or have been seen. */
export const accountUserType = (known: readonly KnownProfileAttribute[]): ResourceType =>
  userResourceTypeWith(known.filter(isCurrent).map(attributeOf));

const attributeTypes: Readonly<Record<ProfileValueType, AttributeType>> = {
  string: 'string',
  number: 'decimal',
  boolean: 'boolean',
  instant: 'dateTime',
};

/** Where values have been of several types, each is compared as what it is; such an attribute is shown as a string. */
function attributeOf({ name, types, multiValued, declaration = {} }: KnownProfileAttribute): Attribute {
  const [only, ...others] = declaration.type === undefined ? types : [declaration.type];
  const { displayName, description, allowedValues, required = false } = declaration;
  return {
    name,
    type: only === undefined || others.length > 0 ? 'any' : attributeTypes[only],
    multiValued: declaration.type === undefined ? multiValued : (declaration.multiValued ?? false),
    description: [displayName, description].filter(Boolean).join(': ') || seenDescription,
    required,
    caseExact: false,
    mutability: 'readWrite',
    returned: 'default',
    uniqueness: 'none',
    ...(allowedValues && { canonicalValues: allowedValues.map(String) }),
  };
}

const seenDescription = 'A custom attribute, with the type that its values have had so far.';
