import { expect, test } from 'vitest';
import { patchedUser } from '../patch/patches.ts';
import { enterpriseUrn } from '../resources.ts';

const work = { value: 'a@b.co', type: 'work' };
const manager = `${enterpriseUrn}:manager`;
const managed = { [enterpriseUrn]: { manager: { value: '7' } } };

test.each<[string, object, object, object]>([
  [
    '"False" for false',
    { active: true },
    { op: 'Replace', path: 'active', value: 'False' },
    { active: false },
  ],
  [
    '"True" behind a filter',
    { emails: [work] },
    { op: 'Add', path: 'emails[type eq "work"].primary', value: 'True' },
    { emails: [{ ...work, primary: true }] },
  ],
  ['a list of one for a single value', {}, { op: 'Add', path: 'title', value: ['x'] }, { title: 'x' }],
  [
    'a list of one for a boolean',
    { active: true },
    { op: 'Replace', path: 'active', value: ['False'] },
    { active: false },
  ],
  [
    'a list of one for a complex value',
    {},
    { op: 'Add', path: 'name', value: [{ givenName: 'Ada' }] },
    { name: { givenName: 'Ada' } },
  ],
  [
    'a list of one for an element',
    { emails: [work] },
    { op: 'Replace', path: 'emails[type eq "work"]', value: [{ value: 'x' }] },
    { emails: [{ value: 'x' }] },
  ],
  ['a lone value for a list', {}, { op: 'Add', path: 'emails', value: work }, { emails: [work] }],
  ['a manager by the bare identifier', {}, { op: 'Add', path: manager, value: '7' }, managed],
  ['a manager in a list', {}, { op: 'Add', path: manager, value: [{ $ref: null, value: '7' }] }, managed],
  ['a manager by the bare identifier, without a path', {}, { op: 'add', value: { [manager]: '7' } }, managed],
  ['a manager cleared by an empty string', managed, { op: 'Replace', path: manager, value: '' }, {}],
  [
    'names in full in a value',
    { name: { familyName: 'L' } },
    {
      op: 'replace',
      value: { displayName: 'X', 'name.givenName': 'Y', [`${enterpriseUrn}:employeeNumber`]: '7' },
    },
    { displayName: 'X', name: { familyName: 'L', givenName: 'Y' }, [enterpriseUrn]: { employeeNumber: '7' } },
  ],
  [
    'a filter in a name in a value',
    { emails: [work] },
    { op: 'replace', value: { 'emails[type eq "work"].value': 'x', title: 't' } },
    { emails: [{ ...work, value: 'x' }], title: 't' },
  ],
  [
    'values to remove in a list',
    { roles: [{ value: 'a' }, { value: 'b', type: 't' }, { value: 'c' }] },
    { op: 'Remove', path: 'roles', value: [{ value: 'b', $ref: null }, { value: 'A' }] },
    { roles: [{ value: 'c' }] },
  ],
  [
    'a lone value to remove',
    { roles: [{ value: 'a' }, { value: 'b' }] },
    { op: 'Remove', path: 'roles', value: 'a' },
    { roles: [{ value: 'b' }] },
  ],
  [
    'a value to remove by its type',
    { emails: [work, { value: 'h', type: 'home' }] },
    { op: 'Remove', path: 'emails', value: [{ type: 'work' }] },
    { emails: [{ value: 'h', type: 'home' }] },
  ],
  [
    'no values to remove',
    { roles: [{ value: 'a' }] },
    { op: 'Remove', path: 'roles', value: [] },
    { roles: [{ value: 'a' }] },
  ],
  [
    'a value to remove of which nothing is said',
    { roles: [{ value: 'a' }] },
    { op: 'Remove', path: 'roles', value: [{}] },
    { roles: [{ value: 'a' }] },
  ],
  [
    'a value that does not exist yet',
    {},
    { op: 'Replace', path: 'emails[type eq "work"].value', value: 'x' },
    { emails: [{ type: 'work', value: 'x' }] },
  ],
  [
    'a value that does not exist yet, beside others',
    { addresses: [{ type: 'home', locality: 'P' }] },
    { op: 'Add', path: 'addresses[type eq "work" and country eq "FR"].locality', value: 'L' },
    {
      addresses: [
        { type: 'home', locality: 'P' },
        { type: 'work', country: 'FR', locality: 'L' },
      ],
    },
  ],
  [
    'a value that does not exist yet, whole',
    {},
    { op: 'Replace', path: 'emails[type eq "work"]', value: { value: 'x' } },
    { emails: [{ type: 'work', value: 'x' }] },
  ],
  [
    'a primary value that does not exist yet',
    { roles: [{ value: 'a', primary: true }] },
    { op: 'Add', path: 'roles[type eq "t"].primary', value: 'true' },
    {
      roles: [
        { value: 'a', primary: false },
        { type: 't', primary: true },
      ],
    },
  ],
  [
    'no value for what does not exist yet',
    {},
    { op: 'Replace', path: 'emails[type eq "work"].value', value: null },
    {},
  ],
])('%s', (_, before, operation, after) => {
  expect(patchedUser(before, operation)).toEqual(after);
});

test('a request with several operations', () => {
  const operations = [
    { op: 'Replace', path: 'emails[type eq "work"].value', value: 'x@b.co' },
    { op: 'Replace', path: 'name.familyName', value: 'X' },
    { op: 'Add', path: `${enterpriseUrn}:department`, value: 'Care' },
  ];

  expect(patchedUser({ emails: [work] }, ...operations)).toEqual({
    emails: [{ ...work, value: 'x@b.co' }],
    name: { familyName: 'X' },
    [enterpriseUrn]: { department: 'Care' },
  });
});
