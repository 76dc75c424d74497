import { expect, test } from 'vitest';
import { describeResourceType } from '../../../src/scim/discovery/describe-resource-type.ts';
import { describeSchema } from '../../../src/scim/discovery/describe-schema.ts';
import {
  type Supported,
  serviceProviderConfig,
} from '../../../src/scim/discovery/service-provider-config.ts';
import { listResponse } from '../../../src/scim/messages/list-response.ts';
import type { Attribute } from '../../../src/scim/schema/attribute.ts';
import { any } from '../../../src/scim/schema/define-attribute.ts';
import { enterpriseUserSchema } from '../../../src/scim/schema/enterprise-user-schema.ts';
import { userSchema } from '../../../src/scim/schema/user-schema.ts';
import { enterpriseUrn, userResourceType, userTypeWith, userUrn } from '../resources.ts';

const baseUrl = 'https://rollcall.example/scim/v2';

const supported: Supported = {
  bulk: { maxOperations: 10, maxPayloadSize: 1000 },
  filter: { maxResults: 200 },
  pagination: { defaultPageSize: 100, maxPageSize: 200, cursorTimeout: 60 },
  authenticationSchemes: [{ type: 'httpbasic', name: 'Basic', description: 'A password', primary: true }],
};

test('the service’s configuration has every attribute of RFC 7643 section 5', () => {
  expect(serviceProviderConfig(supported, baseUrl)).toMatchObject({
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'],
    patch: { supported: true },
    bulk: { supported: true, maxOperations: 10, maxPayloadSize: 1000 },
    filter: { supported: true, maxResults: 200 },
    changePassword: { supported: false },
    sort: { supported: true },
    pagination: {
      ...{ cursor: true, index: true, defaultPaginationMethod: 'index' },
      ...{ defaultPageSize: 100, maxPageSize: 200, cursorTimeout: 60 },
    },
    etag: { supported: true },
    authenticationSchemes: supported.authenticationSchemes,
    meta: { resourceType: 'ServiceProviderConfig', location: `${baseUrl}/ServiceProviderConfig` },
  });
});

test('the resource type names its schema and extensions', () => {
  expect(describeResourceType(userResourceType, baseUrl)).toEqual({
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:ResourceType'],
    id: 'User',
    name: 'User',
    endpoint: '/Users',
    description: 'User account',
    schema: userUrn,
    schemaExtensions: [{ schema: enterpriseUrn, required: false }],
    meta: { resourceType: 'ResourceType', location: `${baseUrl}/ResourceTypes/User` },
  });
});

test.each([userSchema, enterpriseUserSchema])(
  'the schema $id tells each attribute’s characteristics',
  (schema) => {
    const told = describeSchema(schema, baseUrl);

    expect(told).toMatchObject({
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:Schema'],
      id: schema.id,
      name: schema.name,
      meta: { resourceType: 'Schema', location: `${baseUrl}/Schemas/${schema.id}` },
      attributes: schema.attributes
        .filter(({ openSubAttributes }) => !openSubAttributes)
        .map(({ name, type, multiValued, mutability, returned, required }) => ({
          ...{ name, type, multiValued, mutability, returned, required },
        })),
    });
  },
);

test('what is told of schemas has nothing of ours, no null and no type but the RFC’s', () => {
  const text = JSON.stringify(
    [userSchema, enterpriseUserSchema].map((schema) => describeSchema(schema, baseUrl)),
  );
  const types = new Set(text.match(/"type":"\w+"/g));
  const toldOf = (attribute: object): readonly string[] => [
    ...Object.keys(attribute),
    ...('subAttributes' in attribute ? (attribute.subAttributes as object[]).flatMap(toldOf) : []),
  ];
  const characteristics = new Set(
    [userSchema, enterpriseUserSchema]
      .flatMap((schema) => describeSchema(schema, baseUrl).attributes)
      .flatMap(toldOf),
  );

  // RFC 7643 section 7. Client libraries refuse a schema that tells more.
  expect([...characteristics].sort()).toEqual([
    ...['canonicalValues', 'caseExact', 'description', 'multiValued', 'mutability', 'name'],
    ...['referenceTypes', 'required', 'returned', 'subAttributes', 'type', 'uniqueness'],
  ]);

  expect(text).not.toContain('null');
  expect([...types].sort()).toEqual(
    ['binary', 'boolean', 'complex', 'reference', 'string'].map((type) => `"type":"${type}"`),
  );
});

test('the sub-attributes of an attribute are told with it', () => {
  const { attributes } = describeSchema(userSchema, baseUrl);

  expect(attributes).toContainEqual(
    expect.objectContaining({
      name: 'emails',
      subAttributes: expect.arrayContaining([
        expect.objectContaining({ name: 'type', canonicalValues: ['work', 'home', 'other'] }),
      ]),
    }),
  );
});

test('an open attribute is told with its first sub-attribute, of which the RFC has no type', () => {
  const profileOf = (profileAttributes: readonly Attribute[]) =>
    describeSchema(userTypeWith(profileAttributes).schema, baseUrl).attributes;

  expect(profileOf([])).not.toContainEqual(expect.objectContaining({ name: 'profile' }));
  expect(profileOf([any('level', '')])).toContainEqual(
    expect.objectContaining({
      name: 'profile',
      subAttributes: [expect.objectContaining({ name: 'level', type: 'string' })],
    }),
  );
});

test('a list tells the page and the size of the whole set', () => {
  const resources = [{ id: 'a' }, { id: 'b' }];

  expect(listResponse({ resources, totalResults: 7, startIndex: 3 })).toEqual({
    schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
    totalResults: 7,
    startIndex: 3,
    itemsPerPage: 2,
    Resources: resources,
  });
});
