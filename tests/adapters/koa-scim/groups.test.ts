import { beforeAll, expect, test } from 'vitest';
import { sqlite } from '../../support/databases.ts';
import { groupSchema, patchOf, type ScimClient } from '../../support/scim-client.ts';
import { serverOn, type TestAccount } from '../../support/start-server.ts';

// What is taken away must be gone at once to these tests.
const server = serverOn(sqlite, { tokenCacheSeconds: 0 });
let account: TestAccount;
let client: ScimClient;
let agents: string[];
beforeAll(async () => {
  account = await server().openAccount();
  ({ client } = account);
  agents = [];
  for (let index = 0; index < 4; index++) agents.push((await client.create(`agent-${index}@example.com`)).id);
});

let made = 0;
const group = (fields: object = {}) => {
  made += 1;
  return { schemas: [groupSchema], displayName: `Group ${made}`, ...fields };
};
const valuesOf = (ids: readonly string[]) => ids.map((value) => ({ value }));
async function create(fields: object = {}) {
  const { status, body, text } = await client.post('/Groups', group(fields));
  if (status !== 201) throw new Error(text);
  return body;
}
const membersOf = async (id: string): Promise<string[]> =>
  ((await client.get(`/Groups/${id}`)).body.members ?? []).map(({ value }: { value: string }) => value);
const change = (id: string, ...operations: object[]) => client.patch(`/Groups/${id}`, patchOf(...operations));

test('a group is created with its members, who are told with name, type and address', async () => {
  const [ada = '', grace = ''] = agents;
  const answer = await client.post('/Groups', group({ members: valuesOf([ada, grace]), externalId: '00g1' }));
  expect(answer).toMatchObject({ status: 201, headers: { etag: 'W/"1"' } });
  const { id } = answer.body;
  expect(answer.headers.location).toBe(`${client.baseUrl}/Groups/${id}`);
  expect(answer.body).toMatchObject({
    schemas: [groupSchema],
    displayName: `Group ${made}`,
    externalId: '00g1',
    members: [ada, grace].map((value, index) => ({
      value,
      type: 'User',
      display: `agent-${index}@example.com`,
      $ref: `${client.baseUrl}/Users/${value}`,
    })),
    meta: { resourceType: 'Group', location: `${client.baseUrl}/Groups/${id}`, version: 'W/"1"' },
  });
  expect((await client.get(`/Groups/${id}`)).body).toEqual(answer.body);
});

test("a User's groups follow, and so does its entity tag", async () => {
  const { id: user, meta } = await client.create('member@example.com');
  const { id, displayName } = await create({ members: valuesOf([user]) });
  const joined = await client.get(`/Users/${user}`);
  const expected = {
    value: id,
    display: displayName,
    type: 'direct',
    $ref: `${client.baseUrl}/Groups/${id}`,
  };
  expect(joined.body.groups).toEqual([expected]);
  expect(joined.headers.etag).toBe(joined.body.meta.version);
  expect(joined.headers.etag).not.toBe(meta.version);
  expect((await client.get(`/Users/${user}`, { 'If-None-Match': meta.version })).status).toBe(200);
  expect((await client.get(`/Users/${user}`, { 'If-None-Match': joined.body.meta.version })).status).toBe(
    304,
  );
  expect(await client.find(`groups.value eq "${id}"`)).toEqual([user]);
  expect(await client.find(`groups[display eq "${displayName}"]`)).toEqual([user]);
  expect(await client.find(`groups.$ref eq "${client.baseUrl}/Groups/${id}"`)).toEqual([user]);
  const put = await client.put(`/Users/${user}`, { ...joined.body, groups: [], title: 'Analyst' });
  expect([put.status, put.body.groups]).toEqual([200, [expected]]);
  const named = await client.get(`/Users/${user}`);
  await change(id, { op: 'replace', path: 'displayName', value: `${displayName}, renamed` });
  const renamed = await client.get(`/Users/${user}`, { 'If-None-Match': named.headers.etag });
  expect([renamed.status, renamed.body.groups[0].display]).toEqual([200, `${displayName}, renamed`]);
  expect((await client.delete(`/Groups/${id}`)).status).toBe(204);
  expect((await client.get(`/Users/${user}`)).body).not.toHaveProperty('groups');
});

test("Okta's push of a catalogue application: a rename with every change, removals, then an addition", async () => {
  const [ada = '', grace = '', alan = ''] = agents;
  const { id } = await create({ members: valuesOf([ada, grace]) });
  const answer = await change(
    id,
    { op: 'replace', value: { id, displayName: 'Renamed' } },
    { op: 'remove', path: `members[value eq "${ada}"]` },
    { op: 'remove', path: 'members[value eq "00000000-0000-0000-0000-00000000dead"]' },
    { op: 'add', path: 'members', value: [{ value: alan, display: 'agent-2@example.com' }] },
  );
  expect(answer).toMatchObject({ status: 204, text: '', headers: { etag: 'W/"2"' } });
  expect(await membersOf(id)).toEqual([grace, alan]);
  const again = await change(id, { op: 'replace', value: { id, displayName: 'Renamed' } });
  expect(again).toMatchObject({ status: 204, headers: { etag: 'W/"2"' } });
  const full = await change(id, { op: 'replace', path: 'members', value: valuesOf([ada]) });
  expect(full.headers.etag).toBe('W/"3"');
  expect(await membersOf(id)).toEqual([ada]);
});

test('Entra removes by a list of values, and clears', async () => {
  const { id } = await create({ members: valuesOf(agents) });
  await change(id, { op: 'Remove', path: 'members', value: [{ $ref: null, value: agents[1] }] });
  expect(await membersOf(id)).toEqual([agents[0], agents[2], agents[3]]);
  await change(id, { op: 'Add', path: 'members', value: [{ $ref: null, value: agents[1] }] });
  expect(await membersOf(id)).toEqual(agents);
  await change(id, { op: 'Remove', path: 'members' });
  expect(await membersOf(id)).toEqual([]);
});

test('members come as plain texts too', async () => {
  const { id } = await create({ members: agents.slice(0, 2) });
  expect(await membersOf(id)).toEqual(agents.slice(0, 2));
  await change(id, { op: 'add', path: 'members', value: [agents[2]] });
  expect(await membersOf(id)).toEqual(agents.slice(0, 3));
});

test('members are removed by any filter', async () => {
  const { id } = await create({ members: valuesOf(agents) });
  await change(id, { op: 'remove', path: 'members[display sw "agent-1" or display ew "3@example.com"]' });
  expect(await membersOf(id)).toEqual([agents[0], agents[2]]);
});

test('a PUT says what the group is, members and all', async () => {
  const { id } = await create({ members: valuesOf(agents) });
  const answer = await client.put(`/Groups/${id}`, group({ members: valuesOf(agents.slice(2)) }));
  expect([answer.status, answer.body.displayName, answer.body.members.length]).toEqual([
    200,
    `Group ${made}`,
    2,
  ]);
  expect(await membersOf(id)).toEqual(agents.slice(2));
  await client.put(`/Groups/${id}`, { schemas: [groupSchema], displayName: `Group ${made}` });
  expect(await membersOf(id)).toEqual([]);
});

test('a PATCH answers with the group where the client says what it wants of it', async () => {
  const { id } = await create({ members: valuesOf(agents) });
  const path = `/Groups/${id}?attributes=displayName`;
  const { status, body } = await client.patch(
    path,
    patchOf({ op: 'replace', value: { displayName: 'Asked' } }),
  );
  expect([status, body]).toEqual([200, { schemas: [groupSchema], id, displayName: 'Asked' }]);
});

test.each([
  ['a member that is no agent', () => ({ members: [{ value: 'nobody' }] }), 400, /"nobody"/],
  ['no name', () => ({ displayName: undefined }), 400, /displayName/],
  ['an empty name', () => ({ displayName: '  ' }), 400, /displayName/],
  ['a name that is taken', () => ({ displayName: 'TAKEN' }), 409, /TAKEN/],
  ['a group as a member, by type', () => ({ members: [{ value: 'x', type: 'Group' }] }), 400, /groups?/i],
])('%s is refused, and nothing is made', async (_, fields, status, reason) => {
  await client.post('/Groups', group({ displayName: 'Taken' }));
  const before = (await client.get('/Groups?count=0')).body.totalResults;
  const answer = await client.post('/Groups', group(fields()));
  expect([answer.status, answer.body.detail]).toEqual([status, expect.stringMatching(reason)]);
  expect((await client.get('/Groups?count=0')).body.totalResults).toBe(before);
});

test('a group in a group is refused, by whatever it is named, and the group stays as it was', async () => {
  const inner = await create();
  const { id } = await create({ members: valuesOf(agents.slice(0, 1)) });
  for (const value of [{ value: inner.id }, { value: inner.id, type: 'Group' }]) {
    const answer = await change(
      id,
      { op: 'add', path: 'members', value: valuesOf(agents.slice(1, 2)) },
      { op: 'add', path: 'members', value: [value] },
    );
    expect([answer.status, answer.body.scimType]).toEqual([400, 'invalidValue']);
    expect(answer.body.detail).toMatch(/group/i);
  }
  expect(await membersOf(id)).toEqual(agents.slice(0, 1));
});

test('a change is bound to the version that the client saw', async () => {
  const { id } = await create();
  const add = patchOf({ op: 'add', path: 'members', value: valuesOf(agents.slice(0, 1)) });
  expect((await client.patch(`/Groups/${id}`, add, { 'If-Match': 'W/"2"' })).status).toBe(412);
  expect((await client.patch(`/Groups/${id}`, add, { 'If-None-Match': '*' })).status).toBe(412);
  expect((await client.patch(`/Groups/${id}`, add, { 'If-Match': 'W/"1"' })).status).toBe(204);
  expect((await client.delete(`/Groups/${id}`, { 'If-Match': 'W/"1"' })).status).toBe(412);
});

test('groups are found, sorted and paged like users', async () => {
  const { client: other } = await server().openAccount('Other');
  const { id: user } = await other.create('ada@example.com');
  for (const [displayName, members] of [
    ['b', [user]],
    ['C', []],
    ['a', [user]],
  ] as const)
    await other.post('/Groups', { schemas: [groupSchema], displayName, members: valuesOf(members) });
  const namesOf = async (query: string) =>
    (await other.get(`/Groups?${query}`)).body.Resources.map(
      (one: { displayName: string }) => one.displayName,
    );
  expect(await namesOf('')).toEqual(['b', 'C', 'a']);
  expect(await namesOf('sortBy=displayName')).toEqual(['a', 'b', 'C']);
  expect(await namesOf('sortBy=displayName&sortOrder=descending&startIndex=2&count=1')).toEqual(['b']);
  for (const [filter, names] of [
    ['displayName eq "c"', ['C']],
    ['displayName co "B" or displayName sw "A"', ['b', 'a']],
    [`members eq "${user}"`, ['b', 'a']],
    [`members.value eq "${user}" and displayName eq "a"`, ['a']],
    ['members[display sw "ADA" and type eq "User"]', ['b', 'a']],
    ['not (members pr)', ['C']],
    ['meta.resourceType eq "Group"', ['b', 'C', 'a']],
  ] as const) {
    expect(await namesOf(`filter=${encodeURIComponent(filter)}`), filter).toEqual(names);
  }
  const { body } = await other.get('/Groups?excludedAttributes=members');
  expect(body.Resources.some((one: object) => 'members' in one)).toBe(false);
});

test('an account that has groups switched off shows none and takes none', async () => {
  const { client: off, caller, journal } = await server().openAccount('Off');
  const { body } = await off.post('/Groups', group());
  await server().application.switchGroupsOverScim(caller, { on: false });
  expect(await off.get('/Groups?startIndex=1&count=100')).toMatchObject({
    status: 200,
    body: { totalResults: 0, Resources: [] },
  });
  expect((await off.get(`/Groups/${body.id}`)).status).toBe(404);
  for (const answer of [
    await off.post('/Groups', group()),
    await off.put(`/Groups/${body.id}`, group()),
    await off.patch(`/Groups/${body.id}`, patchOf({ op: 'remove', path: 'members' })),
    await off.delete(`/Groups/${body.id}`),
  ]) {
    expect([answer.status, answer.body.detail]).toEqual([403, expect.stringContaining('switched off')]);
  }
  const refusals = (await journal()).filter(({ refusal }) => refusal?.code === 'groupsOverScimOff');
  expect(refusals.map(({ action }) => action)).toEqual([
    ...['RemoveGroup', 'ReviseGroup', 'ReviseGroup', 'CreateGroup'],
  ]);
  const idsAt = async (path: string) =>
    (await off.get(path)).body.Resources.map(({ id }: { id: string }) => id);
  expect(await idsAt('/ResourceTypes')).toEqual(['User']);
  expect(await idsAt('/Schemas')).not.toContain(groupSchema);
  await server().application.switchGroupsOverScim(caller, { on: true });
  expect((await off.get(`/Groups/${body.id}`)).status).toBe(200);
});

test('one account sees nothing of another', async () => {
  const { id } = await create({ members: valuesOf(agents) });
  const { client: other } = await server().openAccount('Stranger');
  expect((await other.get(`/Groups/${id}`)).status).toBe(404);
  expect((await other.patch(`/Groups/${id}`, patchOf({ op: 'remove', path: 'members' }))).status).toBe(404);
  const stolen = await other.post('/Groups', group({ members: valuesOf(agents.slice(0, 1)) }));
  expect([stolen.status, stolen.body.detail]).toEqual([400, expect.stringContaining(agents[0] ?? '')]);
});
