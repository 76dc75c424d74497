import { expect, test } from 'vitest';
import { limits } from '../../../src/scim/limits.ts';
import { namingOperation } from '../../../src/scim/patch/patch-operation.ts';
import { ScimError } from '../../../src/scim/scim-error.ts';
import { enterpriseUrn, user } from '../resources.ts';
import { refusalText } from '../scim-refusal.ts';
import { patchUser } from './patches.ts';

const before = user({
  title: 'x',
  name: { givenName: 'Ada' },
  emails: [{ value: 'a@example.com', type: 'work' }],
});
const refusal = (...operations: object[]) => refusalText(() => patchUser(before, ...operations));

test.each<[string, object, string]>([
  [
    'an unknown attribute',
    { op: 'add', path: 'nickname2', value: 'x' },
    'invalidPath "nickname2" names no attribute that is known here.',
  ],
  [
    'an unknown sub-attribute',
    { op: 'remove', path: 'name.first' },
    'invalidPath "name.first" names no sub-attribute of "name", which has formatted',
  ],
  [
    'a sub-attribute of a simple attribute',
    { op: 'add', path: 'title.value', value: 'x' },
    'invalidPath "title.value" names no sub-attribute of "title", which has none.',
  ],
  [
    'an unknown schema',
    { op: 'add', path: 'urn:x:y:title', value: 'x' },
    'invalidPath "urn:x:y:title" names no attribute',
  ],
  [
    'a path that is none',
    { op: 'add', path: '/title', value: 'x' },
    'invalidPath The path is wrong at character 1',
  ],
  ['an empty path', { op: 'add', path: '', value: 'x' }, 'invalidPath The path is wrong at character 1'],
  [
    'a filter on a single value',
    { op: 'add', path: 'name[givenName eq "Ada"].familyName', value: 'x' },
    'invalidPath "name" has one value, so its path takes no filter in brackets.',
  ],
  [
    'a filter on what is unknown',
    { op: 'remove', path: 'emails[city eq "x"]' },
    'invalidFilter "city" names no attribute that is known here.',
  ],
  [
    'an unknown sub-attribute after a filter',
    { op: 'add', path: 'emails[type eq "work"].city', value: 'x' },
    'invalidPath "emails.city" names no sub-attribute',
  ],
  [
    'a filter that matches no value',
    { op: 'replace', path: 'phoneNumbers[type ne "fax"].value', value: '1' },
    'noTarget No value of "phoneNumbers" matches the path "phoneNumbers[type ne \\"fax\\"].value"',
  ],
  [
    'a sub-attribute of a list without values',
    { op: 'add', path: 'phoneNumbers.type', value: 'fax' },
    'noTarget No value of "phoneNumbers" matches',
  ],
  [
    'a read-only attribute',
    { op: 'replace', path: 'id', value: 'x' },
    'mutability "id" is read-only, so a client cannot change it.',
  ],
  [
    'a read-only sub-attribute',
    { op: 'add', path: 'meta.created', value: '2026-11-23T12:00:00Z' },
    'mutability "meta.created" is read-only',
  ],
  [
    'a read-only list',
    { op: 'add', path: 'groups', value: [{ value: 'g' }] },
    'mutability "groups" is read-only',
  ],
  [
    'removal of a read-only list, as a list of nothing',
    { op: 'remove', path: 'groups', value: [] },
    'mutability "groups" is read-only',
  ],
  [
    'a list of nothing for what stands within a read-only list',
    { op: 'replace', path: 'groups.value', value: [] },
    'mutability "groups.value" is read-only',
  ],
  [
    'an element of a read-only list',
    { op: 'remove', path: 'groups[value eq "g"]' },
    'mutability "groups[value eq \\"g\\"]" is read-only',
  ],
  [
    'removal of what is required',
    { op: 'remove', path: 'userName' },
    'mutability "userName" is required, so its value cannot be removed.',
  ],
  [
    'null for what is required',
    { op: 'replace', path: 'userName', value: null },
    'mutability "userName" is required',
  ],
  [
    'null for what is required, without a path',
    { op: 'replace', value: { userName: null } },
    'mutability "userName" is required',
  ],
  [
    'a number for a string',
    { op: 'replace', path: 'name.givenName', value: 7 },
    'invalidValue "name.givenName" must be a string, not a number.',
  ],
  [
    'a number for a string, without a path',
    { op: 'replace', value: { name: { givenName: 7 } } },
    'invalidValue "name.givenName" must be a string, not a number.',
  ],
  [
    'a word for a boolean',
    { op: 'replace', path: 'active', value: 'no' },
    'invalidValue "active" must be true or false, not a string.',
  ],
  [
    'a number for a list',
    { op: 'add', path: 'emails', value: 7 },
    'invalidValue "emails" must be a list, not a number.',
  ],
  [
    'a string for an object',
    { op: 'add', path: 'name', value: 'Ada' },
    'invalidValue "name" must be an object, not a string.',
  ],
  [
    'a string for an element',
    { op: 'replace', path: 'emails[type eq "work"]', value: 'x' },
    'invalidValue "emails[type eq \\"work\\"]" must be an object, not a string.',
  ],
  [
    'a wrong value behind a filter',
    { op: 'replace', path: 'emails[type eq "work"].value', value: 7 },
    'invalidValue "emails[type eq \\"work\\"].value" must be a string, not a number.',
  ],
  [
    'a number in an extension',
    { op: 'add', path: `${enterpriseUrn}:department`, value: 7 },
    `invalidValue "${enterpriseUrn}:department" must be a string`,
  ],
  [
    'several primary values',
    {
      op: 'add',
      path: 'emails',
      value: [
        { value: 'b', primary: true },
        { value: 'c', primary: true },
      ],
    },
    'invalidValue "emails" has several values with "primary": true',
  ],
  [
    'one attribute twice',
    { op: 'add', value: { title: 'a', TITLE: 'b' } },
    'invalidSyntax "TITLE" is given twice, in different letter case.',
  ],
])('%s is refused', (_, operation, expected) => {
  expect(refusal(operation)).toContain(`400 ${expected}`);
});

test('several values cannot all become primary', () => {
  const two = user({ emails: [{ value: 'a' }, { value: 'b' }] });
  const operation = { op: 'replace', path: 'emails.primary', value: true };

  expect(refusalText(() => patchUser(two, operation))).toContain('"emails.primary" has several values with');
});

test('of several operations the refused one is named', () => {
  const fine = { op: 'add', path: 'title', value: 'y' };

  expect(refusal(fine, { op: 'add', path: 'title', value: 7 })).toBe(
    '400 invalidValue Operations[1]: "title" must be a string, not a number.',
  );
});

test('a read-only attribute may be given the value that it has', () => {
  const stored = { ...user(), id: '7', meta: { version: 'W/"1"' } };
  const same = [
    { op: 'replace', path: 'id', value: '7' },
    { op: 'add', path: 'meta.version', value: 'W/"1"' },
    { op: 'replace', path: 'meta', value: { version: 'W/"1"' } },
  ];

  expect(patchUser(stored, ...same)).toEqual(stored);
});

test('a read-only list may not be given more than it has', () => {
  const stored = { ...user(), groups: [{ value: 'g' }] };
  const same = { op: 'replace', path: 'groups', value: [{ value: 'g' }] };
  const more = { op: 'replace', path: 'groups', value: [{ value: 'g' }, { value: 'h' }] };

  expect(patchUser(stored, same)).toEqual(stored);
  expect(refusalText(() => patchUser(stored, more))).toContain('400 mutability "groups" is read-only');
});

test('a password’s value is in no message', () => {
  const text = refusal({ op: 'replace', value: { password: 'hunter2', title: 7 } });

  expect(text).not.toContain('hunter2');
});

test.each<[string, (index: number) => object]>([
  ['values', (index) => ({ op: 'add', path: 'roles', value: [{ value: `r${index}` }] })],
  ['custom attributes', (index) => ({ op: 'add', path: 'profile', value: { [`a${index}`]: 1 } })],
])('operations cannot pile up more %s than are allowed', (_, addition) => {
  const full = user({
    roles: Array.from({ length: limits.valuesMax - 1 }, (_, index) => ({ value: `${index}` })),
    profile: Object.fromEntries(Array.from({ length: limits.valuesMax - 1 }, (_, index) => [`p${index}`, 1])),
  });

  expect(patchUser(full, addition(1))).not.toEqual(full);
  expect(refusalText(() => patchUser(full, addition(1), addition(2)))).toContain(
    `allowed are at most ${limits.valuesMax}`,
  );
});

test('a read-only list that has values cannot be emptied', () => {
  const grouped = { ...before, groups: [{ value: 'g' }] };
  const empty = { op: 'replace', path: 'groups', value: [] };
  expect(refusalText(() => patchUser(grouped, empty))).toContain('mutability "groups" is read-only');
});

test('what has too many members or values after a patch is named', () => {
  const values = (from: number, count: number) =>
    Array.from({ length: count }, (_, index) => `x${from + index}`);
  const members = (from: number, count: number) =>
    Object.fromEntries(values(from, count).map((name) => [name, 1]));
  const full = user({ profile: members(0, 999), roles: values(0, 999).map((value) => ({ value })) });
  const patch = (path: string, value: unknown) => () => patchUser(full, { op: 'add', path, value });

  expect(patch('profile', members(999, 1))).not.toThrow();
  expect(refusalText(patch('profile', members(999, 2)))).toContain('"profile" has 1001 members;');
  const elements = (count: number) => values(999, count).map((value) => ({ value }));
  expect(patch('roles', elements(1))).not.toThrow();
  expect(refusalText(patch('roles', elements(2)))).toContain('"roles" has 1001 values;');
});

test.each([
  [0, 1, 'wrong'],
  [0, 2, 'Operations[0]: wrong'],
  [1, 1, 'Operations[1]: wrong'],
])('operation %i is named where %i are left', (index, count, detail) => {
  const work = () => {
    throw new ScimError(400, 'wrong', 'invalidPath');
  };
  expect(() => namingOperation({ index }, count, work)).toThrow(
    expect.objectContaining({ status: 400, scimType: 'invalidPath', detail }),
  );
});

test('what is no refusal is thrown as it is', () => {
  const failure = new TypeError('wrong');
  const work = () => {
    throw failure;
  };
  expect(() => namingOperation({ index: 1 }, 2, work)).toThrow(failure);
});
