import { randomUUID } from 'node:crypto';

interface DescribedAttribute {
  readonly name: string;
  readonly mutability: string;
  readonly required: boolean;
  readonly canonicalValues?: readonly string[];
}

export interface DescribedSchema {
  readonly name: string;
  readonly attributes: readonly DescribedAttribute[];
}

/** How many users a run can make, and more. */
const userNames = 2000;

/**
 * What a schema cannot say of a User or a Group, and the checker, which sends random values of each attribute's type,
 * cannot know:
 * - a userName is an email address;
 * - the primary email is the userName, so that no random one can be written;
 * - an agent always is active or not, so that `active` cannot be removed;
 * - a member's `display` follows from the User, whereas the checker wants back what it sent, without one.
 */
const unsaid: Readonly<Record<string, Partial<DescribedAttribute>>> = {
  'User.userName': {
    canonicalValues: Array.from({ length: userNames }, () => `${randomUUID()}@example.com`),
  },
  'User.emails': { mutability: 'readOnly' },
  'User.active': { required: true },
  'Group.members': { mutability: 'readOnly' },
  'Usergroup.members': { mutability: 'readOnly' },
};

export const schemasForChecker = (schemas: readonly DescribedSchema[]): DescribedSchema[] =>
  schemas.map((schema) => ({
    ...schema,
    attributes: schema.attributes.map((attribute) => ({
      ...attribute,
      ...unsaid[`${schema.name}.${attribute.name}`],
    })),
  }));

/** An agent with custom attributes, so that these are checked too: texts, since the checker makes no numbers. */
export const usersSeen = [
  {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
    userName: 'seen@example.com',
    profile: { location: 'Austin', remote: true, skills: ['chat'] },
  },
];
