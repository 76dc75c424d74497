import { beforeAll, describe, expect, test } from 'vitest';
import {
  enterpriseSchema as E,
  groupSchema as G,
  patchOf,
  type ScimClient,
  userSchema as U,
  user,
  userGroupSchema,
} from '../../support/scim-client.ts';
import { serverOn } from '../../support/start-server.ts';

const server = serverOn();
let client: ScimClient;
let made = 0;
beforeAll(async () => {
  const account = await server().openAccount();
  client = account.client;
  await server().application.switchGroupsOverScim(account.caller, { on: true });
});

const nextName = () => {
  made += 1;
  return `name-${made}@example.com`;
};
const boss = { department: 'D', manager: { value: 'boss' } };

describe('an attribute of the extension', () => {
  const bodies: readonly (readonly [string, object])[] = [
    ['nested', { [E]: boss }],
    ['with a dot in it', { [E]: { department: 'D', 'manager.value': 'boss' } }],
    ['flat', { [`${E}:department`]: 'D', [`${E}:manager.value`]: 'boss' }],
    ['flat with a dot behind the URN', { [`${E}.department`]: 'D', [`${E}.manager`]: { value: 'boss' } }],
    ['without the URN', { department: 'D', manager: { value: 'boss' } }],
    ['without the URN and with a dot', { Department: 'D', 'manager.value': 'boss' }],
    ['under a URN of SCIM 1.1', { 'urn:scim:schemas:extension:enterprise:1.0': boss }],
    [
      'flat under a URN of a draft',
      {
        'urn:scim:schemas:extension:enterprise:2.0:User:department': 'D',
        [E]: { manager: { value: 'boss' } },
      },
    ],
    ['with its URN once more', { [E]: { [`${E}:department`]: 'D', manager: { value: 'boss' } } }],
    ['under the core schema', { [U]: { department: 'D', [`${E}:manager.value`]: 'boss' } }],
    ['with the manager by address', { [E]: { department: 'D', manager: { $ref: '../Users/boss' } } }],
  ];

  test.each(bodies)('is read %s, in POST, PUT, Bulk and PATCH without a path', async (_, fields) => {
    const userName = nextName();
    const created = await client.create(userName, fields);
    expect(created).toMatchObject({ schemas: [U, E], [E]: boss });
    const cleared = await client.put(`/Users/${created.id}`, user(userName));
    expect(cleared.body).not.toHaveProperty([E]);
    const put = await client.put(`/Users/${created.id}`, user(userName, fields));
    expect(put.body[E]).toMatchObject(boss);
    for (const op of ['add', 'replace']) {
      await client.put(`/Users/${created.id}`, user(userName));
      for (const operation of [
        { op, value: fields },
        { op, path: '', value: fields },
        { op, value: [fields] },
        { op, path: U, value: fields },
      ]) {
        const patched = await client.patch(`/Users/${created.id}`, patchOf(operation));
        expect(patched.status, patched.text).toBe(200);
        expect(patched.body[E]).toMatchObject(boss);
      }
    }
    const bulk = {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
      Operations: [{ method: 'PUT', path: `/Users/${created.id}`, data: user(userName, fields) }],
    };
    expect((await client.post('/Bulk', bulk)).body.Operations[0].status).toBe('200');
    expect((await client.get(`/Users/${created.id}`)).body[E]).toMatchObject(boss);
  });

  test.each([
    [{ path: E, value: boss }],
    [{ path: E, value: { department: 'D', 'manager.value': 'boss' } }],
    [{ path: E, value: [{ department: 'D', 'manager.value': 'boss' }] }],
    [{ path: E, value: { [E]: boss } }],
    [{ path: 'urn:scim:schemas:extension:enterprise:1.0', value: boss }],
  ])('is read by the path of %j', async (operation) => {
    const { id } = await client.create(nextName());
    const patched = await client.patch(`/Users/${id}`, patchOf({ op: 'replace', ...operation }));
    expect([patched.status, patched.body[E]]).toEqual([200, boss]);
  });

  test.each([
    ['manager', 'boss'],
    ['MANAGER', { value: 'boss' }],
    ['manager', { $ref: 'https://x.example/scim/v2/Users/boss' }],
    ['manager.value', 'boss'],
    [`${E}.manager`, { value: 'boss' }],
    [`${E}.manager.value`, 'boss'],
    [`${E}:manager`, { manager: 'boss' }],
    ['urn:scim:schemas:extension:enterprise:1.0:manager', 'boss'],
    ['urn:scim:schemas:extension:enterprise:1.0.manager.value', 'boss'],
    ['manager[value eq "boss"]', { displayName: 'B' }],
    [`${E}:manager[value eq "boss"].displayName`, 'B'],
    [`${E}.manager[value eq "boss"]`, { value: 'boss' }],
  ])('is written at the path %s with %j, and removed there', async (path, value) => {
    const { id } = await client.create(nextName());
    const write = await client.patch(`/Users/${id}`, patchOf({ op: 'add', path, value }));
    expect([write.status, write.body[E]?.manager?.value], write.text).toEqual([200, 'boss']);
    const elsewhere = path.replace('"boss"', '"other"');
    if (elsewhere !== path) {
      const missed = await client.patch(`/Users/${id}`, patchOf({ op: 'remove', path: elsewhere }));
      expect([missed.status, missed.body[E].manager.value]).toEqual([200, 'boss']);
      const wrong = await client.patch(`/Users/${id}`, patchOf({ op: 'replace', path: elsewhere, value }));
      expect([wrong.status, wrong.body.scimType]).toEqual([400, 'noTarget']);
    }
    const removed = await client.patch(`/Users/${id}`, patchOf({ op: 'remove', path }));
    const left = path.endsWith('displayName') ? { value: 'boss' } : undefined;
    expect([removed.status, removed.body[E]?.manager]).toEqual([200, left]);
  });

  test("is its manager's `managerId` of SCIM 1.1, in bodies, paths and filters", async () => {
    const { id, userName } = await client.create(nextName(), { [E]: { manager: { managerId: 'm-1' } } });
    const managerOf = async () => (await client.get(`/Users/${id}`)).body[E]?.manager;
    expect(await managerOf()).toEqual({ value: 'm-1' });
    await client.put(`/Users/${id}`, user(userName, { [E]: { 'manager.managerId': 'm-2' } }));
    expect(await managerOf()).toEqual({ value: 'm-2' });
    await client.patch(
      `/Users/${id}`,
      patchOf({ op: 'replace', path: `${E}:manager.managerId`, value: 'm-3' }),
    );
    expect(await managerOf()).toEqual({ value: 'm-3' });
    const filter = encodeURIComponent('manager.managerId eq "m-3"');
    expect((await client.get(`/Users?filter=${filter}`)).body.totalResults).toBe(1);
    // OneLogin's template sends an empty identifier for whoever has no manager.
    await client.put(`/Users/${id}`, user(userName, { [E]: { manager: { managerId: '' } } }));
    expect(await managerOf()).toBeUndefined();
    await client.patch(`/Users/${id}`, patchOf({ op: 'add', path: `${E}:manager.value`, value: 'm-4' }));
    await client.patch(`/Users/${id}`, patchOf({ op: 'replace', path: `${E}:manager.value`, value: '' }));
    expect(await managerOf()).toBeUndefined();
  });

  test.each([
    'department',
    `${E}:department`,
    `${E}.department`,
    'DEPARTMENT',
    'urn:scim:schemas:extension:enterprise:1.0:department',
  ])('is asked about, sorted by and answered as %s', async (name) => {
    const department = `Asked ${made}`;
    const managerId = `m${made}`;
    const one = await client.create(nextName(), { [E]: { department, manager: { value: managerId } } });
    const filter = encodeURIComponent(`${name} eq "${department}"`);
    const { body } = await client.get(`/Users?filter=${filter}&sortBy=${name}&attributes=${name}`);
    expect(body.Resources).toEqual([{ schemas: [U, E], id: one.id, [E]: { department } }]);
    const without = await client.get(`/Users/${one.id}?excludedAttributes=${name}`);
    expect(without.body[E]).toEqual({ manager: { value: managerId } });
    const managed = encodeURIComponent(`manager[value eq "${managerId}"]`);
    expect((await client.get(`/Users?filter=${managed}`)).body.totalResults).toBe(1);
    const message = {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'],
      filter: `${name} eq "${department}"`,
      attributes: [name],
    };
    expect((await client.post('/Users/.search', message)).body.totalResults).toBe(1);
  });
});

test.each([
  ['name', { givenName: 'Ada', familyName: 'L' }],
  ['name', { 'name.givenName': 'Ada', familyName: 'L' }],
  [U, { 'name.givenName': 'Ada', name: { familyName: 'L' } }],
  [U, { name: { givenName: 'Ada', familyName: 'L' } }],
])('a value at the path %s may be %j', async (path, value) => {
  const { id } = await client.create(nextName());
  const { body } = await client.patch(`/Users/${id}`, patchOf({ op: 'replace', path, value }));
  expect(body.name).toMatchObject({ givenName: 'Ada', familyName: 'L' });
});

test('a custom attribute keeps the dots of its name, in every form', async () => {
  const { id, profile } = await client.create(nextName(), {
    'profile.a.b': 1,
    profile: { 'c.d': 2 },
    [`${U}:profile.e.f`]: 3,
  });
  expect(profile).toEqual({ 'a.b': 1, 'c.d': 2, 'e.f': 3 });
  const patched = await client.patch(
    `/Users/${id}`,
    patchOf(
      { op: 'replace', path: 'profile', value: { 'a.b': 4 } },
      { op: 'replace', path: 'profile.c.d', value: 5 },
      { op: 'remove', path: `${U}:profile.e.f` },
    ),
  );
  expect(patched.body.profile).toEqual({ 'a.b': 4, 'c.d': 5 });
});

describe.each([
  ['/Groups', G, undefined],
  ['/Usergroups', userGroupSchema, 'roles'],
  ['/Usergroups', G, 'roles'],
  ['/Groups', 'urn:scim:schemas:core:1.0', undefined],
  ['/Groups', 'urn:scim:schemas:core:2.0:Group', undefined],
])('at %s with %s', (endpoint, urn, roles) => {
  const member = async () =>
    (await client.create(nextName(), roles === undefined ? {} : { roles: [{ value: 'grader' }] })).id;
  const membersOf = async (id: string) => {
    const { body } = await client.get(`${endpoint}/${id}`);
    return [body.displayName, (body.members ?? []).map(({ value }: { value: string }) => value).sort()];
  };

  test.each<[string, (name: string, id: string) => object, boolean]>([
    ['flat', (name, id) => ({ [`${urn}:displayName`]: name, [`${urn}:members`]: [{ value: id }] }), false],
    [
      'flat with dots',
      (name, id) => ({ [`${urn}.displayName`]: name, [`${urn}.members`]: [{ value: id }] }),
      false,
    ],
    ['under the URN', (name, id) => ({ [urn]: { displayName: name, members: [{ value: id }] } }), false],
    [
      'in another letter case',
      (name, id) => ({ [urn.toUpperCase()]: { DISPLAYNAME: name, Members: [{ value: id }] } }),
      false,
    ],
    ['by address', (name, id) => ({ displayName: name, members: [{ $ref: `../Users/${id}` }] }), false],
    [
      'by an address that is whole',
      (name, id) => ({
        displayName: name,
        members: [{ $ref: `${client.baseUrl}/Users/${id}`, value: null }],
      }),
      false,
    ],
    [
      'by a name with a filter',
      (name, id) => ({ displayName: name, [`members[value eq "${id}"]`]: { value: id } }),
      true,
    ],
    [
      'under the URN by a name with a filter',
      (name, id) => ({ displayName: name, [urn]: { [`members[value eq "${id}"]`]: [{ value: id }] } }),
      true,
    ],
  ])('members are read %s', async (_, fields, isAddition) => {
    const [first, second] = [await member(), await member()];
    const created = await client.post(endpoint, { schemas: [urn], ...fields(nextName(), first) });
    expect(created.status, created.text).toBe(201);
    const { id } = created.body;
    expect((await membersOf(id))[1]).toEqual([first]);
    const renamed = nextName();
    const put = await client.put(`${endpoint}/${id}`, { schemas: [urn], ...fields(renamed, second) });
    expect(put.status, put.text).toBe(200);
    expect(await membersOf(id)).toEqual([renamed, [second]]);
    const again = nextName();
    const replaced = await client.patch(
      `${endpoint}/${id}`,
      patchOf({ op: 'replace', value: fields(again, first) }),
    );
    expect(replaced.status, replaced.text).toBe(204);
    expect(await membersOf(id)).toEqual([again, isAddition ? [first, second].sort() : [first]]);
    const added = await client.patch(
      `${endpoint}/${id}`,
      patchOf({ op: 'add', value: fields(again, second) }),
    );
    expect(added.status, added.text).toBe(204);
    expect(await membersOf(id)).toEqual([again, [first, second].sort()]);
  });

  test('a replacement without a path empties the group under whatever name', async () => {
    for (const value of [
      { [`${urn}:displayName`]: nextName(), [`${urn}:members`]: [] },
      { [urn]: { members: [] } },
      { [`${urn}:members`]: null },
    ]) {
      const { body } = await client.post(endpoint, {
        schemas: [urn],
        displayName: nextName(),
        members: [{ value: await member() }],
      });
      expect((await client.patch(`${endpoint}/${body.id}`, patchOf({ op: 'replace', value }))).status).toBe(
        204,
      );
      expect((await membersOf(body.id))[1]).toEqual([]);
    }
  });

  test.each<[string, (id: string) => object]>([
    ['as Ping lists them', (id) => ({ op: 'remove', path: 'members', value: { members: [{ value: id }] } })],
    ['by address', (id) => ({ op: 'remove', path: 'members', value: [{ $ref: `../Users/${id}` }] })],
    ['at the path with the URN', (id) => ({ op: 'Remove', path: `${urn}:members`, value: [{ value: id }] })],
    ['at the path with a dot', (id) => ({ op: 'Remove', path: `${urn}.members[value eq "${id}"]` })],
    [
      'by replacing it with nothing',
      (id) => ({ op: 'replace', value: { [`members[value eq "${id}"]`]: null } }),
    ],
    [
      'by replacing it with nothing, flat',
      (id) => ({ op: 'replace', value: { [`${urn}:members[value eq "${id}"]`]: [] } }),
    ],
  ])('a member is removed %s', async (_, operation) => {
    const [first, second] = [await member(), await member()];
    const { body } = await client.post(endpoint, {
      schemas: [urn],
      displayName: nextName(),
      members: [{ value: first }, { value: second }],
    });
    const patched = await client.patch(`${endpoint}/${body.id}`, patchOf(operation(first)));
    expect(patched.status, patched.text).toBe(204);
    expect((await membersOf(body.id))[1]).toEqual([second]);
  });

  test('a group in a group is refused, by its address alone as well', async () => {
    const { body } = await client.post(endpoint, { schemas: [urn], displayName: nextName() });
    const refused = await client.post(endpoint, {
      schemas: [urn],
      displayName: nextName(),
      members: [{ $ref: `..${endpoint}/${body.id}` }],
    });
    expect([refused.status, refused.body.detail]).toEqual([400, expect.stringContaining('is a group')]);
  });
});

describe('schemas', () => {
  test.each([
    [
      '/Groups',
      [G, 'http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group'],
      { displayName: nextName() },
    ],
    ['/Usergroups', [userGroupSchema, 'urn:x:y'], { displayName: nextName() }],
    [
      '/Users',
      [U, 'urn:okta:acme:1.0:user:custom'],
      { userName: nextName(), 'urn:okta:acme:1.0:user:custom': { shoe: 42 } },
    ],
    ['/Users', ['urn:scim:schemas:core:1.0'], { userName: nextName() }],
    [
      '/Users',
      ['urn:scim:schemas:core:2.0', 'urn:scim:schemas:extension:enterprise:1.0'],
      { userName: nextName() },
    ],
    ['/Users', ['URN:SCIM:SCHEMAS:CORE:2.0:USER'], { userName: nextName() }],
  ])('at %s may be %j', async (endpoint, schemas, fields) => {
    const created = await client.post(endpoint, { schemas, ...fields });
    expect(created.status, created.text).toBe(201);
    expect(created.body.schemas).toHaveLength(1);
    const put = await client.put(`${endpoint}/${created.body.id}`, { schemas, ...fields });
    expect(put.status, put.text).toBe(200);
  });

  test.each([
    ['/Users', ['urn:x:y']],
    ['/Groups', [userGroupSchema]],
    ['/Users', []],
    ['/Users', undefined],
  ])('at %s must not be %j', async (endpoint, schemas) => {
    const { status } = await client.post(endpoint, {
      schemas,
      userName: nextName(),
      displayName: nextName(),
    });
    expect(status).toBe(400);
  });
});
