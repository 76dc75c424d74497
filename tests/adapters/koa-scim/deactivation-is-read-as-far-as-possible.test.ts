import { beforeAll, describe, expect, test } from 'vitest';
import { sqlite } from '../../support/databases.ts';
import {
  bulkSchema,
  enterpriseSchema,
  patchOf,
  patchSchema,
  user,
  userSchema,
} from '../../support/scim-client.ts';
import { serverOn, type TestAccount } from '../../support/start-server.ts';

const server = serverOn(sqlite, { tokenCacheSeconds: 0 });
let account: TestAccount;
beforeAll(async () => {
  account = await server().openAccount();
});

let made = 0;
const provisioned = async (fields: object = { title: 'Analyst' }) => {
  made += 1;
  return account.client.create(`agent-${made}@example.com`, fields);
};
const newestOf = async (id: string) => (await account.journal()).find(({ target }) => target?.id === id);
const off = { op: 'replace', path: 'active', value: false };
const title = { op: 'replace', path: 'title', value: 'Countess' };

test.each<[string, unknown, RegExp]>([
  ['an operation at an impossible path', { op: 'replace', path: 'name.', value: 'x' }, /Operations\[1\]/],
  ['an operation at an unknown path', { op: 'replace', path: 'shoeSize', value: 7 }, /shoeSize/],
  ['an operation that is none', 5, /Operations\[1\]/],
  ['an operation of no known kind', { op: 'move', path: 'title', value: 'x' }, /Operations\[1\]/],
  ['an operation without a value', { op: 'add', path: 'title' }, /Operations\[1\]/],
  ['a removal of nothing', { op: 'remove' }, /Operations\[1\]/],
  ['a removal of what is required', { op: 'remove', path: 'userName' }, /userName/],
  ['a change of what is read-only', { op: 'replace', path: 'groups', value: [{ value: 'x' }] }, /groups/],
  ['a filter that is none', { op: 'replace', path: 'emails[type eq].value', value: 'x' }, /Operations\[1\]/],
])('a PATCH deactivates beside %s', async (_, operation, named) => {
  const agent = await provisioned();
  const path = `/Users/${agent.id}`;
  for (const operations of [
    [title, operation, off],
    [off, operation, title],
  ]) {
    const answer = await account.client.patch(path, { schemas: [patchSchema], Operations: operations });
    expect(answer, answer.text).toMatchObject({ status: 200, body: { active: false, title: 'Countess' } });
    expect(answer.body.meta.version).toBe('W/"2"');
  }
  expect(await newestOf(agent.id)).toMatchObject({
    refusal: { code: 'partsLeftOut', message: expect.stringMatching(named) },
  });
  const strict = { schemas: [patchSchema], Operations: [{ ...title, value: 'x' }, operation] };
  expect((await account.client.patch(path, strict)).status).toBe(400);
});

test.each<[string, object]>([
  ['no schemas', { Operations: [off, title] }],
  ['another schema', { schemas: [userSchema], Operations: [off, title] }],
  [
    'names in other letter case',
    { SCHEMAS: [], operations: [{ Op: 'Replace', Path: 'ACTIVE', Value: 'False' }, title] },
  ],
  [
    'its attributes under their URN',
    patchOf({
      op: 'replace',
      value: { [`${userSchema}:active`]: false, title: 'Countess', nickName: {}, name: 7 },
    }),
  ],
  [
    'its attributes under one URN',
    patchOf({ op: 'replace', value: { [userSchema]: { active: 'false', title: 'Countess', name: 7 } } }),
  ],
  [
    'more operations than are read',
    { schemas: [patchSchema], Operations: [off, title, ...Array(1000).fill({ op: 'x' })] },
  ],
])('a PATCH with %s deactivates', async (_, body) => {
  const agent = await provisioned();
  const answer = await account.client.patch(`/Users/${agent.id}`, body);
  expect(answer, answer.text).toMatchObject({ status: 200, body: { active: false, title: 'Countess' } });
  expect(await newestOf(agent.id)).toMatchObject({ refusal: { code: 'partsLeftOut' } });
});

test.each<[string, object]>([
  ['schemas of another resource', { schemas: ['urn:example:unknown'], 'urn:example:unknown': { a: 1 } }],
  ['no schemas', { schemas: [] }],
  ['schemas that are none', { schemas: 'x' }],
  [
    'more attributes than are read',
    Object.fromEntries(Array.from({ length: 1100 }, (_, index) => [`a${index}`, 1])),
  ],
  ['flat names beside nested ones', { 'name.givenName': 'A', name: { givenName: 'B', familyName: 'Byron' } }],
  ['names under the URN that differ', { [userSchema]: { nickName: 'x' }, nickName: 'y' }],
])('a PUT with %s deactivates', async (_, fields) => {
  const agent = await provisioned({ name: { givenName: 'Ada', familyName: 'King' } });
  const body = user(agent.userName, { title: 'Countess', active: false, ...fields });
  const answer = await account.client.put(`/Users/${agent.id}`, body);
  expect(answer, answer.text).toMatchObject({ status: 200, body: { active: false, title: 'Countess' } });
  expect(await newestOf(agent.id)).toMatchObject({ refusal: { code: 'partsLeftOut' } });
});

test('each custom attribute and each of an extension is read by itself', async () => {
  const agent = await provisioned({
    profile: { kept: 'x', changed: 'x', gone: 'x' },
    [enterpriseSchema]: { department: 'Sales', costCenter: '1', division: 'North' },
  });
  const body = user(agent.userName, {
    active: false,
    profile: { kept: { a: 1 }, changed: 'y' },
    [enterpriseSchema]: { department: ['x', 'y'], costCenter: '2' },
  });
  const { status, body: after } = await account.client.put(`/Users/${agent.id}`, body);
  expect(status).toBe(200);
  expect(after.profile).toEqual({ kept: 'x', changed: 'y' });
  expect(after[enterpriseSchema]).toEqual({ department: 'Sales', costCenter: '2' });
  const { leftOut } = (await newestOf(agent.id))?.refusal ?? {};
  expect(leftOut?.map(({ path }) => path).sort()).toEqual(
    ['profile.kept', `${enterpriseSchema}:department`].sort(),
  );
});

describe('a request that does not say whom, or that cannot be read at all,', () => {
  test.each<[string, string, string, unknown, number]>([
    ['an unknown id', 'PUT', '/Users/nobody', user('x@example.com', { active: false, title: 5 }), 404],
    ['an unknown id', 'PATCH', '/Users/nobody', patchOf(off, { op: 'x' }), 404],
    ['no JSON', 'PUT', '', '{"active": false', 400],
    ['a list', 'PUT', '', [{ active: false }], 400],
    ['a text', 'PATCH', '', '"active"', 400],
    ['no operations', 'PATCH', '', { schemas: [patchSchema], active: false }, 400],
    ['operations that are none', 'PATCH', '', { schemas: [patchSchema], Operations: off }, 400],
    [
      'active twice, with different values',
      'PUT',
      '',
      { active: false, ACTIVE: true, schemas: [userSchema], userName: 'x' },
      400,
    ],
    ['active that is neither', 'PATCH', '', patchOf({ ...off, value: 'perhaps' }), 400],
    ['active again at its end', 'PATCH', '', patchOf(off, { op: 'x' }, { ...off, value: true }), 400],
  ])('because of %s, is refused (%s)', async (_, method, path, body, status) => {
    const agent = await provisioned();
    const answer = await account.client.send(method, path || `/Users/${agent.id}`, { body });
    expect(answer.status, answer.text).toBe(status);
    expect((await account.client.get(`/Users/${agent.id}`)).body).toEqual(agent);
  });

  test('is refused at another version than the client asked for', async () => {
    const agent = await provisioned();
    const path = `/Users/${agent.id}`;
    const headers = { 'If-Match': 'W/"7"' };
    expect((await account.client.patch(path, patchOf(off, { op: 'x' }), headers)).status).toBe(412);
    expect((await account.client.put(path, user('x@example.com', { active: false }), headers)).status).toBe(
      412,
    );
    expect((await account.client.get(path)).body.active).toBe(true);
  });
});

test('whoever is deactivated already is treated the same, and nothing but `active: false` is a pretext', async () => {
  const agent = await provisioned();
  const path = `/Users/${agent.id}`;
  await account.client.patch(path, patchOf(off));
  const put = user(agent.userName, { title: 'Countess', displayName: { a: 1 } });
  expect((await account.client.put(path, put)).status).toBe(400);
  expect((await account.client.patch(path, patchOf(title, { op: 'x' }))).status).toBe(400);
  expect((await account.client.put(path, { ...put, userName: 'other@example.com' })).status).toBe(400);
  expect(await account.client.put(path, { ...put, active: false })).toMatchObject({
    status: 200,
    body: { active: false, title: 'Countess' },
  });
});

test('without Single Sign-On somebody is kept out, and all else stays as it was', async () => {
  const other = await server().openAccount('Without');
  const { id } = await other.client.create('ada@example.com', { title: 'Analyst' });
  await server().application.disconnectSso(other.caller);
  const send = () => other.client.patch(`/Users/${id}`, patchOf(off, title, { op: 'x' }));
  for (const _ of ['once', 'again']) {
    expect(await send()).toMatchObject({ status: 200, body: { active: false, title: 'Analyst' } });
  }
  const entries = (await other.journal()).filter(({ target }) => target?.id === id);
  expect(entries.map(({ action }) => action)).toEqual([
    'ReviseAgent',
    'AgentDeactivated',
    'AgentProvisioned',
  ]);
  expect(entries[0]?.refusal?.message).toMatch(/"title": The account .* Single Sign-On/);
  expect((await other.client.patch(`/Users/${id}`, patchOf(title))).status).toBe(403);
});

test('somebody is kept out where the account has no room for a custom attribute', async () => {
  const other = await server().openAccount('Full');
  const names = Array.from({ length: 500 }, (_, index) => `a${index}`);
  for (const part of [names.slice(0, 250), names.slice(250)]) {
    const profile = Object.fromEntries(part.map((name) => [name, 'x']));
    await other.client.create(`agent-${part[0]}@example.com`, { profile });
  }
  const agent = await other.client.create('ada@example.com', { profile: { a1: 'x' } });
  const body = user(agent.userName, {
    active: false,
    title: 'Countess',
    profile: { a1: 'y', one: 1, two: 2 },
  });
  expect(await other.client.put(`/Users/${agent.id}`, body)).toMatchObject({
    status: 200,
    body: { active: false, title: 'Countess', profile: { a1: 'y' }, meta: { version: 'W/"2"' } },
  });
  const [left] = await other.journal();
  expect(left?.refusal?.leftOut?.map(({ path }) => path)).toEqual(['profile.one', 'profile.two']);
});

test('in Bulk each deactivation is carried out, whatever becomes of the others', async () => {
  const agents = [await provisioned(), await provisioned()];
  const Operations = [
    {
      method: 'PATCH',
      path: `/Users/${agents[0].id}`,
      data: patchOf({ op: 'replace', value: { active: 'False', name: 7 } }),
    },
    { method: 'PATCH', path: `/Users/${agents[1].id}`, data: patchOf({ op: 'replace', value: { name: 7 } }) },
    { method: 'PUT', path: `/Users/${agents[1].id}`, data: { active: false } },
  ];
  const { body } = await account.client.post('/Bulk', { schemas: [bulkSchema], Operations });
  expect(body.Operations.map(({ status }: { status: string }) => status)).toEqual(['200', '400', '200']);
  for (const { id } of agents) expect((await account.client.get(`/Users/${id}`)).body.active).toBe(false);
});
