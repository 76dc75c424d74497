import { beforeAll, expect, test } from 'vitest';
import { patchOf, user } from '../../support/scim-client.ts';
import { serverOn, type TestAccount } from '../../support/start-server.ts';

const server = serverOn();
let account: TestAccount;

const declarations = {
  level: { type: 'number', allowedValues: [1, 2, 7] },
  remote: { type: 'boolean' },
  hired: { type: 'instant' },
  team: { type: 'string' },
  skills: { type: 'string', multiValued: true },
  scores: { type: 'number', multiValued: true },
} as const;

beforeAll(async () => {
  account = await server().openAccount();
  for (const [name, declaration] of Object.entries(declarations)) {
    await server().application.declareProfileAttribute(account.caller, { name, declaration });
  }
});

let made = 0;
const nextUserName = () => {
  made += 1;
  return `agent-${made}@example.com`;
};

const values: readonly (readonly [string, unknown, unknown])[] = [
  ['level', '7', 7],
  ['level', ['7'], 7],
  ['level', '', undefined],
  ['remote', 'True', true],
  ['remote', ['False'], false],
  ['remote', '', undefined],
  ['hired', '', undefined],
  ['hired', ['2024-02-29'], '2024-02-29'],
  ['team', 7, '7'],
  ['team', true, 'true'],
  ['team', ['QA'], 'QA'],
  ['skills', 'chat', ['chat']],
  ['skills', [7, 'chat', '7'], ['7', 'chat']],
  ['scores', '7', [7]],
  ['scores', ['1', 2, '', '1'], [1, 2]],
];

test.each(values)('%s: %j is %j, by POST, PUT, PATCH and in Bulk', async (name, sent, expected) => {
  const { client } = account;
  const userName = nextUserName();
  const profile = { [name]: sent };
  const kept = expected === undefined ? undefined : { [name]: expected };
  const created = await client.create(userName, { profile });
  expect(created.profile).toEqual(kept);
  const path = `/Users/${created.id}`;
  const put = await client.put(path, user(userName, { profile }));
  expect([put.body.profile, put.body.meta.version]).toEqual([kept, created.meta.version]);
  for (const operation of [
    { op: 'replace', path: `profile.${name}`, value: sent },
    { op: 'add', path: `profile.${name}`, value: sent },
    { op: 'replace', value: { profile } },
    { op: 'Replace', value: { [`profile.${name}`]: sent } },
    { op: 'add', path: 'profile', value: { [name]: sent } },
  ]) {
    const patched = await client.patch(path, patchOf(operation));
    expect([operation, patched.body.profile]).toEqual([operation, kept]);
  }
  const { body } = await client.post('/Bulk', {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
    Operations: [
      { method: 'POST', path: '/Users', bulkId: 'a', data: user(nextUserName(), { profile }) },
      { method: 'PATCH', path, data: patchOf({ op: 'replace', path: 'profile', value: { [name]: sent } }) },
    ],
  });
  expect(body.Operations.map(({ status }: { status: string }) => status)).toEqual(['201', '200']);
  const [location] = body.Operations.map(({ location }: { location: string }) => location);
  expect((await client.get(new URL(location).pathname.replace('/scim/v2', ''))).body.profile).toEqual(kept);
  expect((await client.get(path)).body.profile).toEqual(kept);
});

test.each([
  ['level', 'seven'],
  ['level', '3'],
  ['level', ['1', '2']],
  ['level', true],
  ['remote', 'yes'],
  ['remote', 1],
  ['hired', '2024-02-30'],
  ['hired', '2023-02-29'],
  ['hired', '2024-13-01'],
  ['hired', 20240101],
  ['team', ['a', 'b']],
  ['scores', ['one']],
])('%s: %j is refused on every verb, and the journal says so', async (name, sent) => {
  const { client, journal } = account;
  const userName = nextUserName();
  const profile = { [name]: sent };
  const { id } = await client.create(userName);
  for (const answer of [
    await client.post('/Users', user(nextUserName(), { profile })),
    await client.put(`/Users/${id}`, user(userName, { profile })),
    await client.patch(`/Users/${id}`, patchOf({ op: 'add', path: `profile.${name}`, value: sent })),
    await client.patch(`/Users/${id}`, patchOf({ op: 'replace', value: { profile } })),
  ]) {
    const detail = expect.stringContaining(`"profile.${name}"`);
    expect(answer.body).toMatchObject({ status: '400', scimType: 'invalidValue', detail });
    expect((await journal())[0]?.refusal).toEqual({ code: 'attributeInvalid', message: answer.body.detail });
  }
});

test.each<[string, object, object, object]>([
  [
    'a list of one that is added replaces a single value',
    { team: 'a' },
    { op: 'add', path: 'profile.team', value: ['b'] },
    { team: 'b' },
  ],
  [
    'a text is removed as the number that it means',
    { scores: [7, 8] },
    { op: 'remove', path: 'profile.scores', value: ['7'] },
    { scores: [8] },
  ],
  [
    'a lone text is',
    { scores: [7, 8] },
    { op: 'remove', path: 'profile.scores', value: '7' },
    { scores: [8] },
  ],
  [
    'a text in a filter is',
    { scores: [7, 8] },
    { op: 'remove', path: 'profile.scores[value eq "7"]' },
    { scores: [8] },
  ],
  [
    'a text is added once as the number that it means',
    { scores: [7] },
    { op: 'add', path: 'profile.scores', value: ['7', '8'] },
    { scores: [7, 8] },
  ],
  [
    'what is added is given to a list',
    { scores: [7] },
    { op: 'add', value: { profile: { scores: '8' } } },
    { scores: [7, 8] },
  ],
])('in a PATCH %s', async (_, before, operation, after) => {
  const { client } = account;
  const { id } = await client.create(nextUserName(), { profile: before });
  const { body } = await client.patch(`/Users/${id}`, patchOf(operation));
  expect(body.profile).toEqual(after);
});

test('filters read what they compare as it was declared', async () => {
  const { client } = await server().openAccount();
  const { id } = await client.create(nextUserName(), { profile: { level: 7, team: '7', remote: true } });
  for (const filter of ['profile.level eq "7"', 'profile.team eq 7', 'profile.remote eq "TRUE"']) {
    expect([filter, await client.find(filter)]).toEqual([filter, [id]]);
  }
});

test('callers in process are read in the same way', async () => {
  const { provisionAgent } = server().application;
  const profile = { level: '7', remote: 'false', skills: 'chat', team: '' };
  const { agent } = await provisionAgent(account.caller, {
    desired: { userName: nextUserName(), active: true, profile },
  });
  expect(agent.state.profile).toEqual({ level: 7, remote: false, skills: ['chat'], team: '' });
});

test('a declaration that comes later changes nothing that is there, and keeps nobody from being deactivated', async () => {
  const { client, caller } = await server().openAccount();
  const { id, profile } = await client.create(nextUserName(), { profile: { level: '9', tags: 'x' } });
  const { declareProfileAttribute } = server().application;
  await declareProfileAttribute(caller, {
    name: 'level',
    declaration: { type: 'number', allowedValues: [1] },
  });
  await declareProfileAttribute(caller, { name: 'tags', declaration: { type: 'string', multiValued: true } });
  const patched = await client.patch(`/Users/${id}`, patchOf({ op: 'replace', value: { active: false } }));
  expect([patched.body.active, patched.body.profile]).toEqual([false, profile]);
  const added = await client.patch(`/Users/${id}`, patchOf({ op: 'add', path: 'profile.tags', value: 'y' }));
  expect(added.body.profile).toEqual({ level: '9', tags: ['x', 'y'] });
});
