import { expect, test } from 'vitest';
import { complex, string } from '../../../src/scim/schema/define-attribute.ts';
import { enterpriseUserSchema } from '../../../src/scim/schema/enterprise-user-schema.ts';
import { findAttribute, requiredAttributes, wholeResource } from '../../../src/scim/schema/find-attribute.ts';
import type { ResourceType } from '../../../src/scim/schema/resource-type.ts';
import { isIdOf, isNameOf } from '../../../src/scim/schema/same-urn.ts';
import { userSchema } from '../../../src/scim/schema/user-schema.ts';
import { enterpriseUrn, userResourceType, userUrn } from '../resources.ts';

const whole = wholeResource(userResourceType);

test('the user has every attribute of RFC 7643 section 4.1', () => {
  const attributes = userSchema.attributes.map(({ name, subAttributes }) =>
    subAttributes === undefined ? name : `${name}(${subAttributes.map((sub) => sub.name).join(' ')})`,
  );

  expect(attributes).toEqual([
    'userName',
    'name(formatted familyName givenName middleName honorificPrefix honorificSuffix)',
    'displayName',
    'nickName',
    'profileUrl',
    'title',
    'userType',
    'preferredLanguage',
    'locale',
    'timezone',
    'active',
    'password',
    'emails(value display type primary)',
    'phoneNumbers(value display type primary)',
    'ims(value display type primary)',
    'photos(value display type primary)',
    'addresses(formatted streetAddress locality region postalCode country type primary)',
    'groups(value $ref display type)',
    'entitlements(value display type primary)',
    'roles(value display type primary)',
    'x509Certificates(value display type primary)',
  ]);
});

test('the extension has every attribute of RFC 7643 section 4.3', () => {
  expect(enterpriseUserSchema.attributes.map(({ name }) => name)).toEqual([
    'employeeNumber',
    'costCenter',
    'organization',
    'division',
    'department',
    'manager',
  ]);
});

test.each([
  ['userName', { required: true, mutability: 'readWrite', uniqueness: 'server', caseExact: false }],
  ['password', { mutability: 'writeOnly', returned: 'never' }],
  ['groups', { mutability: 'readOnly', multiValued: true }],
  ['emails', { type: 'complex', multiValued: true, mutability: 'readWrite', returned: 'default' }],
  ['active', { type: 'boolean', required: false }],
  ['profileUrl', { type: 'reference', referenceTypes: ['external'] }],
  ['id', { mutability: 'readOnly', returned: 'always', caseExact: true }],
  ['externalId', { mutability: 'readWrite', caseExact: true }],
  ['meta', { type: 'complex', mutability: 'readOnly' }],
  ['schemas', { multiValued: true, returned: 'always' }],
])('%s has the characteristics that the RFC gives it', (name, characteristics) => {
  expect(findAttribute(whole, name)).toMatchObject(characteristics);
});

test.each(['userName', 'USERNAME', 'username'])('%s is found whatever its letter case', (name) => {
  expect(findAttribute(whole, name)?.name).toBe('userName');
});

test.each(['userNam', '', 'toString', '__proto__', 'name.givenName'])('%j is no attribute', (name) => {
  expect(findAttribute(whole, name)).toBeUndefined();
});

test('an extension is found by its URN in any letter case', () => {
  expect(findAttribute(whole, enterpriseUrn.toUpperCase())?.name).toBe(enterpriseUrn);
});

test('any sub-attribute of an open attribute is found under the name that it is asked for', () => {
  const profile = findAttribute(whole, 'profile');

  expect(profile && findAttribute(profile, 'costCentre')).toMatchObject({ name: 'costCentre', type: 'any' });
});

test('the whole resource is put together once for each resource type', () => {
  expect(wholeResource(userResourceType)).toBe(whole);
});

test('what is not said of an attribute is as the RFC has it by default', () => {
  const defaults = {
    ...{ multiValued: false, required: false, caseExact: false },
    ...{ mutability: 'readWrite', returned: 'default', uniqueness: 'none' },
  };
  expect(string('x', 'y')).toEqual({ name: 'x', type: 'string', description: 'y', ...defaults });
  expect(complex('x', 'y', [])).toEqual({
    ...{ name: 'x', type: 'complex', description: 'y', subAttributes: [] },
    ...defaults,
  });
});

test('an element of a list of plain values is its own value', () => {
  const tags = string('tags', '', { multiValued: true });
  expect(findAttribute(tags, 'VALUE')).toEqual({ ...tags, name: 'value', multiValued: false });
  expect(findAttribute(string('title', ''), 'value')).toBeUndefined();
});

test('an extension may be required, and a schema have had other names', () => {
  const type: ResourceType = {
    ...userResourceType,
    schema: { ...userSchema, formerIds: ['urn:former'] },
    extensions: [{ schema: enterpriseUserSchema, required: true }],
  };
  const wholeType = wholeResource(type);
  expect(requiredAttributes(wholeType).map(({ name }) => name)).toEqual(['userName', enterpriseUrn]);
  for (const urn of [userUrn.toUpperCase(), 'URN:former']) {
    expect(isIdOf(type.schema, urn)).toBe(true);
    expect(isNameOf(wholeType, urn)).toBe(true);
  }
  expect(isIdOf(type.schema, enterpriseUrn)).toBe(false);
  expect(isNameOf(wholeType, 'urn:other')).toBe(false);
  expect(isIdOf(userSchema, 'urn:former')).toBe(false);
});

test('what only the service writes need not be given', () => {
  const sub = complex('x', '', [
    string('given', '', { required: true }),
    string('made', '', { required: true, mutability: 'readOnly' }),
    string('free', ''),
  ]);
  expect(requiredAttributes(sub).map(({ name }) => name)).toEqual(['given']);
  expect(requiredAttributes(string('plain', ''))).toEqual([]);
});
