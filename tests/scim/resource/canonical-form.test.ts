import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readResource } from '../../../src/scim/resource/read-resource.ts';
import { anyUserBody } from '../arbitraries.ts';
import { deepFreeze, enterpriseUrn, user, userBody, userResourceType, userUrn } from '../resources.ts';
import { refusalText } from '../scim-refusal.ts';

const read = (body: unknown) => readResource(userResourceType, body);

test('names come out in the spelling of the schema', () => {
  const body = { SCHEMAS: [userUrn.toUpperCase()], USERNAME: 'a@b.co', NAME: { GIVENNAME: 'Ada' } };

  expect(read(body)).toEqual({ schemas: [userUrn], userName: 'a@b.co', name: { givenName: 'Ada' } });
});

test('what a client cannot write, what is unknown and a password are left out, whatever their type', () => {
  const body = userBody({
    id: 7,
    meta: 'x',
    groups: [],
    password: { not: 'a string' },
    nickname2: [1],
    name: { givenName: 'Ada', unknown: 1 },
    'urn:okta:custom:1.0': { a: 1 },
  });

  expect(read(body)).toEqual({ schemas: [userUrn], userName: 'ada@example.com', name: { givenName: 'Ada' } });
});

test.each<[string, object]>([
  ['null', { title: null, name: null, emails: null, profile: null, active: null, [enterpriseUrn]: null }],
  ['empty', { name: {}, emails: [], profile: {}, [enterpriseUrn]: {} }],
  [
    'without a value inside',
    { name: { givenName: null }, emails: [null, {}, { value: null }], roles: [null] },
  ],
  ['without a value in an extension', { [enterpriseUrn]: { manager: { value: null }, department: null } }],
  ['custom and without a value', { profile: { a: null, b: [], c: [null], d: {} } }],
])('an attribute that is %s has no value', (_, attributes) => {
  expect(user(attributes)).toEqual(user());
});

test('an empty string is a value where text is meant', () => {
  expect(user({ title: '' })).toMatchObject({ title: '' });
});

test('an extension is listed in schemas when it has values, and only then', () => {
  const extension = { [enterpriseUrn]: { department: 'Care' } };
  const both = [userUrn, enterpriseUrn];

  expect(user(extension)).toEqual({ schemas: both, userName: 'ada@example.com', ...extension });
  expect(user({ ...extension, schemas: [enterpriseUrn.toUpperCase(), userUrn] }).schemas).toEqual(both);
  expect(user({ schemas: both }).schemas).toEqual([userUrn]);
});

test('custom attributes keep their names and values', () => {
  const profile = {
    Location: 'Paris',
    Attribute1: 'CC-12',
    level: 3,
    remote: false,
    tags: ['a', 1],
    'a.b': '',
  };

  expect(user({ PROFILE: profile }).profile).toEqual(profile);
});

test('a custom attribute cannot reach an object’s prototype, and is not lost without a word', () => {
  const profile = JSON.parse('{"__proto__":{"x":1},"a":1}');
  expect(refusalText(() => user({ profile }))).toContain(
    '400 invalidValue "profile.__proto__" cannot be kept',
  );
});

test.each(['constructor', 'toString', 'hasOwnProperty', '__defineGetter__', 'valueOf'])(
  'a custom attribute may be named %s',
  (name) => {
    const { profile } = user({ profile: { [name]: 'x' } });
    expect(Object.entries(profile ?? {})).toEqual([[name, 'x']]);
  },
);

test('reading what was read changes nothing', () => {
  fc.assert(
    fc.property(anyUserBody, (body) => {
      const resource = read(body);
      expect(read(deepFreeze(resource))).toEqual(resource);
    }),
  );
});
