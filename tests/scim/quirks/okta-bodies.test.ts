import { expect, test } from 'vitest';
import { quirks } from '../../../src/adapters/koa-scim/quirks.ts';
import { enterpriseUrn, userUrn } from '../resources.ts';
import { patchedWith, readWith } from './with-quirks.ts';

const read = (body: object) => readWith(quirks, body);

const created = {
  schemas: [userUrn],
  userName: 'test.user@okta.local',
  name: { givenName: 'Test', familyName: 'User' },
  emails: [{ primary: true, value: 'test.user@okta.local', type: 'work' }],
  displayName: 'Test User',
  locale: 'en-US',
  externalId: '00ujl29u0le5T6Aj10h7',
  groups: [],
  password: '1mz050nq',
  active: true,
};

test('a create by Okta is read without its password and its empty groups', () => {
  const { password, groups, ...stored } = created;

  expect(read(created)).toEqual(stored);
});

test('custom attributes arrive nested, flat or under the core schema, and are read alike', () => {
  const base = { schemas: [userUrn], userName: 'a@b.co' };
  const expected = { ...base, profile: { location: 'Paris', Attribute1: 'CC-12' } };

  expect(read({ ...base, profile: { location: 'Paris', Attribute1: 'CC-12' } })).toEqual(expected);
  expect(read({ ...base, 'profile.location': 'Paris', 'profile.Attribute1': 'CC-12' })).toEqual(expected);
  expect(read({ ...base, [userUrn]: { profile: { location: 'Paris', Attribute1: 'CC-12' } } })).toEqual(
    expected,
  );
});

test('a PUT that sends back all that a GET answered is read without what is not the client’s', () => {
  const echoed = {
    ...created,
    id: '23a35c27-23d3-4c03-b4c5-6443c09e7173',
    meta: { resourceType: 'User', created: '2026-11-23T12:00:00.000Z', version: 'W/"1"' },
    groups: [{ value: 'g1', display: 'Care' }],
    name: { formatted: 'Old Name', givenName: 'New', familyName: 'User' },
    schemas: [userUrn, enterpriseUrn],
    [enterpriseUrn]: { department: 'Care', manager: { value: '7', displayName: 'Grace' } },
    loginCount: 3,
  };

  expect(read(echoed)).toEqual({
    schemas: [userUrn, enterpriseUrn],
    userName: 'test.user@okta.local',
    name: { formatted: 'Old Name', givenName: 'New', familyName: 'User' },
    emails: created.emails,
    displayName: 'Test User',
    locale: 'en-US',
    externalId: '00ujl29u0le5T6Aj10h7',
    active: true,
    [enterpriseUrn]: { department: 'Care', manager: { value: '7' } },
  });
});

test.each<[string, object, object]>([
  ['deactivation', { active: false }, { active: false }],
  ['a password change', { password: 'x' }, { active: true }],
  ['an echo of the id', { id: '7', displayName: 'X' }, { active: true, displayName: 'X' }],
  [
    'a flat custom attribute',
    { 'profile.location': 'Paris' },
    { active: true, profile: { location: 'Paris' } },
  ],
])('%s by PATCH without a path', (_, value, expected) => {
  expect(patchedWith(quirks, { active: true }, { op: 'replace', value })).toEqual(expected);
});
