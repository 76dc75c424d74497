import { expect, test } from 'vitest';
import { limits } from '../../../src/scim/limits.ts';
import { readResource } from '../../../src/scim/resource/read-resource.ts';
import {
  enterpriseUrn,
  gadgetBody,
  gadgetResourceType,
  gadgetUrn,
  userBody,
  userResourceType,
  userUrn,
} from '../resources.ts';
import { refusalText } from '../scim-refusal.ts';

const refusal = (body: unknown) => refusalText(() => readResource(userResourceType, body));

test.each<[string, unknown, string]>([
  ['null', null, '400 invalidSyntax The body must be a JSON object'],
  ['a list', [], '400 invalidSyntax The body must be a JSON object'],
  ['a string', 'userName', '400 invalidSyntax The body must be a JSON object'],
  [
    'no schemas',
    { userName: 'a@b.co' },
    `400 invalidSyntax "schemas" must be a list of schema URNs: send "schemas": ["${userUrn}"].`,
  ],
  ['empty schemas', userBody({ schemas: [] }), '400 invalidSyntax "schemas" must be a list'],
  ['schemas as a string', userBody({ schemas: userUrn }), '400 invalidSyntax "schemas" must be a list'],
  ['schemas of numbers', userBody({ schemas: [1] }), '400 invalidSyntax "schemas" must be a list'],
  [
    'a number among schemas',
    userBody({ schemas: [userUrn, 1] }),
    '400 invalidSyntax "schemas" must be a list',
  ],
  [
    'schemas without the core one',
    userBody({ schemas: [enterpriseUrn] }),
    `400 invalidValue "schemas" must contain "${userUrn}".`,
  ],
  [
    'an unknown schema without the core one',
    userBody({ schemas: ['urn:x:y'] }),
    `400 invalidValue "schemas" must contain "${userUrn}".`,
  ],
  [
    'no userName',
    { schemas: [userUrn] },
    '400 invalidValue "userName" is required, and the request gives it no value.',
  ],
  ['a userName of null', userBody({ userName: null }), '400 invalidValue "userName" is required'],
  [
    'one attribute twice',
    userBody({ title: 'a', Title: 'b' }),
    '400 invalidSyntax "Title" is given twice, in different letter case.',
  ],
  [
    'one sub-attribute twice',
    userBody({ name: { givenName: 'a', givenname: 'b' } }),
    '400 invalidSyntax "name.givenname" is given twice',
  ],
  [
    'one custom attribute twice',
    userBody({ profile: { a: 1, A: 1 } }),
    '400 invalidSyntax "profile.A" is given twice',
  ],
  ['the schemas twice', userBody({ Schemas: [userUrn] }), '400 invalidSyntax "Schemas" is given twice'],
  [
    'a number for a string',
    userBody({ name: { givenName: 7 } }),
    '400 invalidValue "name.givenName" must be a string, not a number.',
  ],
  [
    'a string for an object',
    userBody({ name: 'Ada' }),
    '400 invalidValue "name" must be an object, not a string.',
  ],
  [
    'a list for an object',
    userBody({ name: [{ givenName: 'Ada' }] }),
    '400 invalidValue "name" must be an object, not a list.',
  ],
  [
    'a list for a string',
    userBody({ title: ['x'] }),
    '400 invalidValue "title" must be a string, not a list.',
  ],
  [
    'an object for a list',
    userBody({ emails: { value: 'a@b.co' } }),
    '400 invalidValue "emails" must be a list, not an object.',
  ],
  [
    'a string for a list',
    userBody({ emails: 'a@b.co' }),
    '400 invalidValue "emails" must be a list, not a string.',
  ],
  [
    'strings for objects',
    userBody({ addresses: ['London'] }),
    '400 invalidValue "addresses[0]" must be an object, not a string.',
  ],
  [
    'a wrong element',
    userBody({ emails: [{ value: 'a' }, { value: true }] }),
    '400 invalidValue "emails[1].value" must be a string, not a boolean.',
  ],
  [
    'a word for a boolean',
    userBody({ active: 'yes' }),
    '400 invalidValue "active" must be true or false, not a string.',
  ],
  [
    'nothing for a boolean',
    userBody({ active: '' }),
    '400 invalidValue "active" must be true or false, not a string.',
  ],
  [
    'two primary emails',
    userBody({
      emails: [
        { value: 'a', primary: true },
        { value: 'b', primary: true },
      ],
    }),
    '400 invalidValue "emails" has several values with "primary": true',
  ],
  [
    'a URI with a space',
    userBody({ profileUrl: 'https://a b' }),
    '400 invalidValue "profileUrl" must be a URI',
  ],
  [
    'what is no base64',
    userBody({ x509Certificates: [{ value: 'a b' }] }),
    '400 invalidValue "x509Certificates[0].value" must be a string in base64',
  ],
  [
    'a number in an extension',
    userBody({ [enterpriseUrn]: { department: 1 } }),
    `400 invalidValue "${enterpriseUrn}:department" must be a string, not a number.`,
  ],
  [
    'a string for an extension',
    userBody({ [enterpriseUrn]: 'x' }),
    `400 invalidValue "${enterpriseUrn}" must be an object, not a string.`,
  ],
])('%s is refused', (_, body, expected) => {
  expect(refusal(body)).toContain(expected);
});

test('the path of a value deep in an extension has one colon after the URN and then dots', () => {
  expect(refusal(userBody({ [enterpriseUrn]: { manager: { value: 1 } } }))).toBe(
    `400 invalidValue "${enterpriseUrn}:manager.value" must be a string, not a number.`,
  );
});

test.each<[string, object, string]>([
  ['a fraction', { count: 1.5 }, '"count" must be an integer, not a number with a fraction.'],
  ['an integer that is too large', { count: 2 ** 53 }, '"count" must be an integer'],
  ['digits in a string', { weight: '1.5' }, '"weight" must be a number, not a string.'],
  ['a date without a time', { madeAt: '2026-11-23' }, '"madeAt" must be a date and time such as'],
  ['a date that is none', { madeAt: '2026-13-45T00:00:00Z' }, '"madeAt" must be a date and time such as'],
  ['a day that no month has', { madeAt: '2026-02-30T00:00:00Z' }, '"madeAt" must be a date and time such as'],
  ['a number in a list of strings', { tags: ['a', 1] }, '"tags[1]" must be a string, not a number.'],
  ['an element without what it must have', { parts: [{ display: 'x' }] }, '"parts[0].value" is required'],
])('%s is refused', (_, attributes, expected) => {
  expect(refusalText(() => readResource(gadgetResourceType, gadgetBody(attributes)))).toContain(expected);
});

test('values of every type are kept as they came', () => {
  const attributes = {
    count: -3,
    weight: 1.5,
    madeAt: '2026-11-23T12:00:00.5+01:00',
    manual: '../manuals/1#top',
    seal: 'QUJD_-8=',
    sold: false,
    tags: ['a', 'b'],
    parts: [{ value: 'x', $ref: 'https://example.com/parts/x' }],
  };

  expect(readResource(gadgetResourceType, gadgetBody(attributes))).toEqual({
    schemas: [gadgetUrn],
    ...attributes,
  });
});

test('the message of a wrong value does not tell the value', () => {
  expect(refusal(userBody({ active: 'hunter2' }))).not.toContain('hunter2');
});

test.each([
  [limits.valuesMax - 1, false],
  [limits.valuesMax, false],
  [limits.valuesMax + 1, true],
])('%i values and %i custom attributes: refused is %s', (count, refused) => {
  const roles = Array.from({ length: count }, (_, index) => ({ value: `r${index}` }));
  const profile = Object.fromEntries(roles.map(({ value }) => [value, 1]));
  for (const attributes of [{ roles }, { profile }]) {
    const read = () => readResource(userResourceType, userBody(attributes));
    if (refused) expect(refusalText(read)).toContain(`allowed are at most ${limits.valuesMax}`);
    else expect(read()).toMatchObject(attributes);
  }
});

test('what has too many members or values is named', () => {
  const many = Object.fromEntries(Array.from({ length: 1001 }, (_, index) => [`x${index}`, 1]));
  const said = (attributes: object) => refusalText(() => readResource(userResourceType, attributes));

  expect(said(userBody({ profile: many }))).toBe(
    '400 invalidValue "profile" has 1001 members; allowed are at most 1000.',
  );
  expect(said({ schemas: [userUrn], ...many })).toBe(
    `400 invalidValue "${userUrn}" has 1002 members; allowed are at most 1000.`,
  );
  expect(said(userBody({ roles: Object.keys(many).map((value) => ({ value })) }))).toBe(
    '400 invalidValue "roles" has 1001 values; allowed are at most 1000.',
  );
});

test.each([
  [{ TITLE: 'x', title: 'x' }, '"title" is given twice, in different letter case.'],
  [{ profile: { Team: 1, TEAM: 1 } }, '"profile.TEAM" is given twice, in different letter case.'],
])('%j gives an attribute twice', (attributes, expected) => {
  expect(refusal(userBody(attributes))).toBe(`400 invalidSyntax ${expected}`);
});
