import { readResource } from '../../src/scim/resource/read-resource.ts';
import type { ScimResource } from '../../src/scim/resource/scim-resource.ts';
import type { Attribute } from '../../src/scim/schema/attribute.ts';
import { boolean, complex, dateTime, reference, string } from '../../src/scim/schema/define-attribute.ts';
import type { ResourceType } from '../../src/scim/schema/resource-type.ts';
import { userResourceType as coreUserType } from '../../src/scim/schema/user-resource-type.ts';

export const userUrn = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const enterpriseUrn = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
export const patchUrn = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

/** RFC 7643's User with an attribute whose sub-attributes are open. */
export const userTypeWith = (profileAttributes: readonly Attribute[]): ResourceType => ({
  ...coreUserType,
  schema: {
    ...coreUserType.schema,
    attributes: [
      ...coreUserType.schema.attributes,
      complex('profile', '', profileAttributes, { openSubAttributes: true }),
    ],
  },
});
export const userResourceType = userTypeWith([]);

/** A user's body, with only the relevant attributes said. */
export const userBody = (attributes: object = {}): object => ({
  schemas: [userUrn],
  userName: 'ada@example.com',
  ...attributes,
});

export const user = (attributes: object = {}): ScimResource =>
  readResource(userResourceType, userBody(attributes));

export const gadgetUrn = 'urn:example:params:scim:schemas:core:2.0:Gadget';

const ofType = (type: Attribute['type'], name: string): Attribute => ({ ...string(name, ''), type });

/** Has one attribute of each kind that a User lacks. */
export const gadgetResourceType: ResourceType = {
  id: 'Gadget',
  name: 'Gadget',
  endpoint: '/Gadgets',
  description: 'Gadget',
  schema: {
    id: gadgetUrn,
    name: 'Gadget',
    description: 'Gadget',
    attributes: [
      ofType('integer', 'count'),
      ofType('decimal', 'weight'),
      dateTime('madeAt', ''),
      reference('manual', ''),
      ofType('binary', 'seal'),
      boolean('sold', ''),
      string('serial', '', { caseExact: true }),
      string('tags', '', { multiValued: true }),
      string('origin', '', { mutability: 'readOnly' }),
      complex(
        'parts',
        '',
        [string('value', '', { required: true }), string('display', ''), reference('$ref', '')],
        {
          multiValued: true,
        },
      ),
    ],
  },
  extensions: [],
};

export const gadgetBody = (attributes: object = {}): object => ({ schemas: [gadgetUrn], ...attributes });

export const gadget = (attributes: object = {}): ScimResource =>
  readResource(gadgetResourceType, gadgetBody(attributes));

/** The value, in which nothing can be changed any more. */
export function deepFreeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}
