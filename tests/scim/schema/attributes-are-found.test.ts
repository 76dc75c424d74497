import { expect, test } from 'vitest';
import { enterpriseUserSchema } from '../../../src/scim/schema/enterprise-user-schema.ts';
import { findAttribute, wholeResource } from '../../../src/scim/schema/find-attribute.ts';
import { userSchema } from '../../../src/scim/schema/user-schema.ts';
import { enterpriseUrn, userResourceType } from '../resources.ts';

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
