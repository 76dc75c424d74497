import { beforeAll, describe, expect, test } from 'vitest';
import { patchOf, userSchema } from '../../support/scim-client.ts';
import type { TestAccount } from '../../support/start-server.ts';
import { serverOn } from '../../support/start-server.ts';

const server = serverOn();
const declaration = { type: 'string', multiValued: true } as const;

let made = 0;
const nextUserName = () => {
  made += 1;
  return `agent-${made}@example.com`;
};

const changes: readonly (readonly [string, unknown, readonly object[], unknown])[] = [
  [
    'add of a list appends',
    ['x', 'y'],
    [{ op: 'add', path: 'profile.skills', value: ['z'] }],
    ['x', 'y', 'z'],
  ],
  ['add of a lone value appends', ['x'], [{ op: 'Add', path: 'profile.Skills', value: 'z' }], ['x', 'z']],
  [
    'add of what is there changes nothing',
    ['x'],
    [{ op: 'add', path: 'profile.skills', value: ['X', 'y', 'y'] }],
    ['x', 'y'],
  ],
  ['add of nothing changes nothing', ['x'], [{ op: 'add', path: 'profile.skills', value: [] }], ['x']],
  ['add makes a list', undefined, [{ op: 'add', path: 'profile.skills', value: ['z'] }], ['z']],
  ['add without a path appends', ['x'], [{ op: 'add', value: { profile: { skills: ['z'] } } }], ['x', 'z']],
  ['add under a flat name appends', ['x'], [{ op: 'add', value: { 'profile.SKILLS': ['z'] } }], ['x', 'z']],
  [
    'add to the whole profile appends',
    ['x'],
    [{ op: 'add', path: 'profile', value: { skills: 'z' } }],
    ['x', 'z'],
  ],
  [
    "add under the core schema's URN appends",
    ['x'],
    [{ op: 'add', path: `${userSchema}:profile.skills`, value: ['z'] }],
    ['x', 'z'],
  ],
  ['replace replaces', ['x'], [{ op: 'replace', path: 'profile.skills', value: ['z'] }], ['z']],
  ['replace by nothing removes', ['x'], [{ op: 'replace', path: 'profile.skills', value: [] }], undefined],
  [
    'replace without a path replaces',
    ['x'],
    [{ op: 'replace', value: { profile: { skills: ['z'] } } }],
    ['z'],
  ],
  [
    'replace of one of them, by a name with a filter',
    ['x', 'y'],
    [{ op: 'replace', value: { 'profile.skills[value eq "x"]': 'z' } }],
    ['z', 'y'],
  ],
  ['remove removes', ['x'], [{ op: 'remove', path: 'profile.skills' }], undefined],
  [
    'remove by values takes these',
    ['x', 'y', 'z'],
    [{ op: 'remove', path: 'profile.skills', value: ['X', 'z'] }],
    ['y'],
  ],
  [
    'remove by a lone value takes it',
    ['x', 'y'],
    [{ op: 'Remove', path: 'profile.skills', value: 'x' }],
    ['y'],
  ],
  [
    'remove by an element takes it',
    ['x', 'y'],
    [{ op: 'remove', path: 'profile.skills', value: [{ value: 'x' }] }],
    ['y'],
  ],
  [
    'remove by a value that is not there takes none',
    ['x'],
    [{ op: 'remove', path: 'profile.skills', value: ['q'] }],
    ['x'],
  ],
  ['remove of no value takes none', ['x'], [{ op: 'remove', path: 'profile.skills', value: [] }], ['x']],
  [
    'remove by a filter takes what matches',
    ['x', 'xy', 'z'],
    [{ op: 'remove', path: 'profile.SKILLS[value sw "x"]' }],
    ['z'],
  ],
  [
    'remove by a filter may take all',
    ['x'],
    [{ op: 'remove', path: 'profile.skills[value eq "x"]' }],
    undefined,
  ],
  [
    'replace of what matches replaces it',
    ['x', 'y'],
    [{ op: 'replace', path: 'profile.skills[value eq "x"]', value: 'q' }],
    ['q', 'y'],
  ],
  [
    'replace of what matches takes a list of one',
    ['x', 'y'],
    [{ op: 'replace', path: 'profile.skills[value eq "x"]', value: ['q'] }],
    ['q', 'y'],
  ],
  [
    'replace of what matches leaves no two equal values',
    ['x', 'y'],
    [{ op: 'replace', path: 'profile.skills[value eq "x"]', value: 'y' }],
    ['y'],
  ],
  [
    'replace of what does not match adds',
    ['x'],
    [{ op: 'replace', path: 'profile.skills[value eq "q"]', value: 'q' }],
    ['x', 'q'],
  ],
  [
    'operations are applied in their order',
    ['x'],
    [
      { op: 'add', path: 'profile.skills', value: 'y' },
      { op: 'remove', path: 'profile.skills', value: 'x' },
      { op: 'add', path: 'profile.skills', value: ['x'] },
      { op: 'remove', path: 'profile.skills[value eq "y"]' },
    ],
    ['x'],
  ],
];

describe.each([
  ['that nobody declared', undefined],
  ['that was declared', declaration],
])('a list in profile %s', (_, declared) => {
  let account: TestAccount;
  beforeAll(async () => {
    account = await server().openAccount();
    const { declareProfileAttribute } = server().application;
    if (declared !== undefined) {
      await declareProfileAttribute(account.caller, { name: 'skills', declaration: declared });
    }
  });

  test.each(changes)('%s', async (_title, skills, operations, expected) => {
    const { client } = account;
    const { id } = await client.create(nextUserName(), { profile: { other: 1, skills } });
    const patched = await client.patch(`/Users/${id}`, patchOf(...operations));
    expect([patched.status, patched.body.profile]).toEqual([200, { other: 1, skills: expected }]);
    expect((await client.get(`/Users/${id}`)).body.profile).toEqual(patched.body.profile);
  });

  test('is patched in a Bulk request as well', async () => {
    const { client } = account;
    const { id } = await client.create(nextUserName(), { profile: { skills: ['x', 'y'] } });
    const data = patchOf(
      { op: 'add', path: 'profile.skills', value: 'z' },
      { op: 'remove', path: 'profile.skills', value: ['x'] },
    );
    const Operations = [{ method: 'PATCH', path: `/Users/${id}`, data }];
    const { body } = await client.post('/Bulk', {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
      Operations,
    });
    expect(body.Operations[0].status).toBe('200');
    expect((await client.get(`/Users/${id}`)).body.profile).toEqual({ skills: ['y', 'z'] });
  });

  test('has no two equal values after POST and PUT', async () => {
    const { client } = account;
    const userName = nextUserName();
    const { id, profile } = await client.create(userName, { profile: { skills: ['x', 'y', 'x', 'Y'] } });
    expect(profile.skills).toEqual(['x', 'y']);
    const put = await client.put(`/Users/${id}`, {
      schemas: [userSchema],
      userName,
      profile: { skills: ['z', 'z'] },
    });
    expect(put.body.profile.skills).toEqual(['z']);
  });

  test('is found by its elements, by filters in brackets as well', async () => {
    const { client } = account;
    const { id } = await client.create(nextUserName(), { profile: { skills: ['Chat', 'phone'] } });
    expect(await client.find('profile.skills eq "chat"')).toEqual([id]);
    expect(await client.find('profile.Skills[value sw "ch" and value ew "at"]')).toEqual([id]);
    expect(await client.find('profile.skills[value eq "chat" and value eq "phone"]')).toEqual([]);
    const search = {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'],
      filter: 'profile.skills[value eq "phone"]',
    };
    expect((await client.post('/Users/.search', search)).body.totalResults).toBe(1);
  });
});

test.each<[string, unknown, object, unknown]>([
  [
    'a list that is added to a single value joins it',
    'x',
    { op: 'add', path: 'profile.skills', value: ['z'] },
    ['x', 'z'],
  ],
  ['a single value that is added replaces one', 'x', { op: 'add', path: 'profile.skills', value: 'z' }, 'z'],
  [
    'a single value that matches is replaced by one',
    'x',
    { op: 'replace', path: 'profile.skills[value eq "x"]', value: 'z' },
    'z',
  ],
  [
    'a single value that matches is removed',
    'x',
    { op: 'remove', path: 'profile.skills[value eq "x"]' },
    undefined,
  ],
  [
    'a list of what to remove spares a single value that is not in it',
    'x',
    { op: 'remove', path: 'profile.skills', value: ['y'] },
    'x',
  ],
  [
    'numbers are told apart from their texts',
    [7, '7'],
    { op: 'remove', path: 'profile.skills', value: [7] },
    ['7'],
  ],
])('where nothing is known of an attribute, %s', async (_, skills, operation, expected) => {
  const { client } = await server().openAccount();
  const { id } = await client.create(nextUserName(), { profile: { other: 1, skills } });
  const { body } = await client.patch(`/Users/${id}`, patchOf(operation));
  expect(body.profile).toEqual({ other: 1, skills: expected });
});

test('a filter in brackets behind a single value is refused', async () => {
  const { client } = await server().openAccount();
  const { id } = await client.create(nextUserName());
  const { body } = await client.patch(
    `/Users/${id}`,
    patchOf({ op: 'remove', path: 'name.givenName[value eq "x"]' }),
  );
  expect(body).toMatchObject({
    status: '400',
    scimType: 'invalidPath',
    detail: expect.stringContaining('"givenName" has one value'),
  });
});
