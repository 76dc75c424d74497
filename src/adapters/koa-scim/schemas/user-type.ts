import {
  isCurrent,
  type KnownProfileAttribute,
} from '../../../domain/profile-attribute/known-profile-attribute.ts';
import type { ProfileSchema } from '../../../domain/profile-attribute/profile-schema.ts';
import type { ProfileValueType } from '../../../domain/profile-attribute/profile-value-type.ts';
import type { Attribute, AttributeType } from '../../../scim/schema/attribute.ts';
import { complex } from '../../../scim/schema/define-attribute.ts';
import { enterpriseUserSchema } from '../../../scim/schema/enterprise-user-schema.ts';
import type { ResourceType } from '../../../scim/schema/resource-type.ts';
import { userResourceType } from '../../../scim/schema/user-resource-type.ts';
import { userSchema } from '../../../scim/schema/user-schema.ts';
import { adaptedAttributes } from './adapted-attributes.ts';
import { formerCoreIds, formerEnterpriseIds } from './former-ids.ts';

const emails = userSchema.attributes.find(({ name }) => name === 'emails')?.subAttributes ?? [];
const manager = enterpriseUserSchema.attributes.find(({ name }) => name === 'manager')?.subAttributes ?? [];

const standardAttributes = adaptedAttributes(userSchema.attributes, {
  // `immutable` where the RFC has `readWrite`: a person is identified by the address.
  userName: {
    description: "The user's email address, by which the user signs in; it can never change.",
    mutability: 'immutable',
  },
  active: { description: 'Whether the user may work in the account.' },
  password: { description: 'Accepted from clients that send one, and dropped.' },
  emails: {
    description: 'Email addresses. The primary one is the userName, and so never changes.',
    subAttributes: adaptedAttributes(emails, {
      primary: { description: 'Whether this is the userName.', mutability: 'immutable' },
    }),
  },
});

const extension = {
  ...enterpriseUserSchema,
  formerIds: formerEnterpriseIds,
  attributes: adaptedAttributes(enterpriseUserSchema.attributes, {
    manager: {
      // `readWrite` where the RFC has `readOnly`: Okta maps the manager's name here, and the manager need not be
      // known to this service, which could otherwise not show the name.
      subAttributes: adaptedAttributes(manager, { displayName: { mutability: 'readWrite' } }),
    },
  }),
};

/** RFC 7643's User as agents have it, with the custom attributes of an account. */
const userTypeWith = (profileAttributes: readonly Attribute[]): ResourceType => ({
  ...userResourceType,
  schema: {
    ...userSchema,
    formerIds: formerCoreIds('User'),
    attributes: [
      ...standardAttributes,
      // Okta's external name `profile.location` in the core namespace arrives as an attribute of the core schema.
      complex('profile', "The account's custom attributes, under their own names.", profileAttributes, {
        openSubAttributes: true,
      }),
    ],
  },
  extensions: [{ schema: extension, required: false }],
});

/** The User resource type, custom attributes of whatever name and type included. */
export const userType: ResourceType = userTypeWith([]);

/** The same as an account has it, to ask about and to describe: with the custom attributes that are known. */
export const accountUserType = (known: readonly KnownProfileAttribute[]): ResourceType =>
  userTypeWith(known.filter(isCurrent).map(attributeOf));

const declaredTypes = new WeakMap<ProfileSchema, ResourceType>();

/** The same with what the account has declared, by which a PATCH is read: what is a list, and of which type. */
export function declaredUserType(schema: ProfileSchema): ResourceType {
  const known = declaredTypes.get(schema);
  if (known !== undefined) return known;
  const attributes = schema.declarations.map((declared) =>
    attributeOf({ ...declared, types: [], multiValued: false }),
  );
  const type = attributes.length === 0 ? userType : userTypeWith(attributes);
  declaredTypes.set(schema, type);
  return type;
}

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
