import { expect, test } from 'vitest';
import { enterpriseUrn, gadget, gadgetResourceType, user, userUrn } from '../resources.ts';
import { patchedUser, patchOf, patchUser } from './patches.ts';

const add = (path: string, value: unknown) => ({ op: 'add', path, value });
const replace = (path: string, value: unknown) => ({ op: 'replace', path, value });
const remove = (path: string) => ({ op: 'remove', path });

const work = { value: 'a@example.com', type: 'work', primary: true };
const home = { value: 'a@home.example', type: 'home' };

test.each<[string, object, object, object]>([
  ['add sets what was not there', {}, add('title', 'x'), { title: 'x' }],
  ['add replaces a single value', { title: 'y' }, add('title', 'x'), { title: 'x' }],
  ['replace sets what was not there', {}, replace('title', 'x'), { title: 'x' }],
  ['replace with null removes', { title: 'y' }, replace('title', null), {}],
  ['remove removes', { title: 'y' }, remove('TITLE'), {}],
  ['remove of what is not there changes nothing', { title: 'y' }, remove('nickName'), { title: 'y' }],
  [
    'a sub-attribute is set',
    { name: { familyName: 'L' } },
    replace('name.givenName', 'Ada'),
    { name: { familyName: 'L', givenName: 'Ada' } },
  ],
  [
    'a sub-attribute brings its attribute with it',
    {},
    add('Name.GIVENNAME', 'Ada'),
    { name: { givenName: 'Ada' } },
  ],
  [
    'the last sub-attribute takes its attribute with it',
    { name: { givenName: 'Ada' } },
    remove('name.givenName'),
    {},
  ],
  [
    'add to a complex attribute keeps the other sub-attributes',
    { name: { familyName: 'L' } },
    add('name', { givenName: 'Ada' }),
    { name: { familyName: 'L', givenName: 'Ada' } },
  ],
  [
    'replace of a complex attribute keeps them too (3.5.2.3)',
    { name: { familyName: 'L' } },
    replace('name', { givenName: 'Ada' }),
    { name: { familyName: 'L', givenName: 'Ada' } },
  ],
  [
    'null within a complex value removes',
    { name: { familyName: 'L', givenName: 'Ada' } },
    replace('name', { givenName: null }),
    { name: { familyName: 'L' } },
  ],
  [
    'the same value given twice is one value, with all that is said of it',
    {},
    add('emails', [
      { value: 'a', type: 'work' },
      { value: 'a', type: 'work', display: 'A' },
    ]),
    { emails: [{ value: 'a', type: 'work', display: 'A' }] },
  ],
  [
    'values without a "value" are the same when all their parts are',
    { addresses: [{ country: 'FR', locality: 'Paris' }] },
    add('addresses', [
      { locality: 'Paris', country: 'FR' },
      { locality: 'Lyon', country: 'FR' },
    ]),
    {
      addresses: [
        { country: 'FR', locality: 'Paris' },
        { locality: 'Lyon', country: 'FR' },
      ],
    },
  ],
  ['a custom attribute is set', {}, add('profile.location', 'Paris'), { profile: { location: 'Paris' } }],
  [
    'a custom attribute keeps its spelling',
    { profile: { Location: 'Paris', level: 1 } },
    replace('profile.LOCATION', 'Rome'),
    { profile: { Location: 'Rome', level: 1 } },
  ],
  [
    'custom attributes are merged',
    { profile: { Location: 'Paris', level: 1 } },
    replace('profile', { location: 'Rome', tags: ['a', null] }),
    { profile: { Location: 'Rome', level: 1, tags: ['a'] } },
  ],
  [
    'a custom attribute is removed',
    { profile: { Location: 'Paris', level: 1 } },
    remove('profile.location'),
    { profile: { level: 1 } },
  ],
  ['all custom attributes are removed', { profile: { Location: 'Paris' } }, remove('profile'), {}],
  [
    'a custom attribute named like an object’s own method is set',
    {},
    add('profile.constructor', 'x'),
    { profile: { constructor: 'x' } },
  ],
  ['an attribute of the core schema may be named in full', {}, add(`${userUrn}:title`, 'x'), { title: 'x' }],
  [
    'an extension’s attribute is set',
    {},
    add(`${enterpriseUrn}:department`, 'Care'),
    { [enterpriseUrn]: { department: 'Care' } },
  ],
  [
    'an extension’s sub-attribute is set',
    {},
    add(`${enterpriseUrn}:manager.value`, '7'),
    { [enterpriseUrn]: { manager: { value: '7' } } },
  ],
  [
    'an extension goes with its last attribute',
    { [enterpriseUrn]: { manager: { value: '7' } } },
    remove(`${enterpriseUrn}:manager.value`),
    {},
  ],
  [
    'a whole extension is merged',
    { [enterpriseUrn]: { division: 'D' } },
    replace(enterpriseUrn, { department: 'Care' }),
    { [enterpriseUrn]: { division: 'D', department: 'Care' } },
  ],
  ['a whole extension is removed', { [enterpriseUrn]: { division: 'D' } }, remove(enterpriseUrn), {}],
  ['add appends to several values', { emails: [work] }, add('emails', [home]), { emails: [work, home] }],
  [
    'add appends nothing that is there',
    { emails: [work, home] },
    add('emails', [home, { ...work }]),
    { emails: [work, home] },
  ],
  [
    'add completes the value that is there',
    { emails: [work] },
    add('emails', [{ value: work.value, type: 'work', display: 'A' }]),
    { emails: [{ ...work, display: 'A' }] },
  ],
  [
    'add appends nothing twice, sub-attributes in any order',
    { addresses: [{ locality: 'P', country: 'FR' }] },
    add('addresses', [{ country: 'FR', locality: 'P' }]),
    { addresses: [{ locality: 'P', country: 'FR' }] },
  ],
  ['add of no values changes nothing', { emails: [work] }, add('emails', []), { emails: [work] }],
  ['replace replaces all values', { emails: [work] }, replace('emails', [home]), { emails: [home] }],
  ['replace by an empty list removes all values', { emails: [work] }, replace('emails', []), {}],
  [
    'a sub-attribute of all values is set',
    { emails: [work, home] },
    replace('emails.display', 'A'),
    {
      emails: [
        { ...work, display: 'A' },
        { ...home, display: 'A' },
      ],
    },
  ],
  [
    'a sub-attribute of all values is removed',
    { emails: [work, home] },
    remove('emails.type'),
    { emails: [{ value: work.value, primary: true }, { value: home.value }] },
  ],
  [
    'add to the value that matches keeps its other sub-attributes',
    { emails: [work, home] },
    add('emails[type eq "HOME"]', { display: 'A' }),
    { emails: [work, { ...home, display: 'A' }] },
  ],
  [
    'a sub-attribute of the value that matches is removed',
    { emails: [work, home] },
    remove('emails[type eq "work"].primary'),
    { emails: [{ value: work.value, type: 'work' }, home] },
  ],
  [
    'a value goes with its last sub-attribute',
    { roles: [{ value: 'x' }] },
    remove('roles[value eq "x"].value'),
    {},
  ],
  [
    'null removes the value that matches',
    { emails: [work, home] },
    replace('emails[type eq "work"]', null),
    { emails: [home] },
  ],
  [
    'remove without a match is a success',
    { emails: [work] },
    remove('emails[type eq "other"]'),
    { emails: [work] },
  ],
  ['a password is accepted and dropped', {}, replace('password', 'hunter2'), {}],
  ['removing a password is accepted', {}, remove('password'), {}],
  [
    'what a client cannot write is ignored without a path',
    {},
    {
      op: 'replace',
      value: { id: 'x', meta: {}, groups: [1], schemas: 7, password: 1, unknown: 1, title: 'x' },
    },
    { title: 'x' },
  ],
])('%s', (_, before, operation, after) => {
  expect(patchedUser(before, operation)).toEqual(after);
});

test('operations are applied in their order', () => {
  expect(patchedUser({}, add('title', 'x'), add('nickName', 'n'), remove('title'))).toEqual({
    nickName: 'n',
  });
});

test('a userName passes through: whether it may change is not decided here', () => {
  expect(patchUser(user(), replace('userName', 'b@example.com')).userName).toBe('b@example.com');
});

test('undefined is the same as missing, as in any object of this service', () => {
  expect(patchedUser({ title: 'x' }, { op: 'replace', value: { title: undefined } })).toEqual({ title: 'x' });
});

test('schemas follow the extensions that have values', () => {
  const withExtension = patchUser(user(), add(`${enterpriseUrn}:department`, 'Care'));

  expect(withExtension.schemas).toEqual([userUrn, enterpriseUrn]);
  expect(patchUser(withExtension, remove(`${enterpriseUrn}:department`)).schemas).toEqual([userUrn]);
});

test('what the service added to the resource stays', () => {
  const stored = { ...user(), id: '7', meta: { version: 'W/"1"' }, groups: [{ value: 'g' }] };

  expect(patchUser(stored, add('title', 'x'))).toEqual({ ...stored, title: 'x' });
});

const primary = (...flags: (boolean | undefined)[]) => ({
  emails: flags.map((flag, index) => ({
    value: `${index}`,
    ...(flag === undefined ? {} : { primary: flag }),
  })),
});

test.each<[string, object]>([
  ['an added value', add('emails', [{ value: '2', primary: true }])],
  ['the value that matches', replace('emails[value eq "2"].primary', true)],
  ['a value that is replaced whole', replace('emails[value eq "2"]', { value: '2', primary: true })],
])('primary, newly set on %s, is no longer true for the others', (_, operation) => {
  expect(patchedUser(primary(undefined, true, false), operation)).toEqual(primary(undefined, false, true));
});

test('adding what is there leaves the primary value primary', () => {
  expect(patchedUser(primary(true, undefined), add('emails', [{ value: '1' }]))).toEqual(
    primary(true, undefined),
  );
});

const gadgetAfter = (before: object, operation: object) =>
  patchOf(gadgetResourceType, gadget(before), operation);

test('plain values are added, matched, replaced and removed by themselves', () => {
  const tags = ['red', 'blue'];

  expect(gadgetAfter({ tags }, { op: 'add', path: 'tags', value: ['blue', 'green'] }).tags).toEqual([
    ...tags,
    'green',
  ]);
  expect(gadgetAfter({ tags }, { op: 'remove', path: 'tags[value eq "RED"]' }).tags).toEqual(['blue']);
  expect(gadgetAfter({ tags }, { op: 'replace', path: 'tags[value eq "red"]', value: 'pink' }).tags).toEqual([
    'pink',
    'blue',
  ]);
});
