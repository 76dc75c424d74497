import { beforeAll, expect, test } from 'vitest';
import { onEachDatabase, sqlite } from '../../support/databases.ts';
import {
  enterpriseSchema,
  groupSchema,
  patchOf,
  user,
  userGroupSchema,
  userSchema,
} from '../../support/scim-client.ts';
import { serverOn, type TestAccount, TestServer } from '../../support/start-server.ts';

const bulkSchema = 'urn:ietf:params:scim:api:messages:2.0:BulkRequest';
const ownUrn = 'urn:okta:acme:1.0:user:custom';

let made = 0;
const nextName = () => {
  made += 1;
  return `told-${made}@example.com`;
};

/** What is listed in the account, by name, with what it came and how many times. */
async function unkeptOf({ application }: TestServer, { caller }: TestAccount) {
  const unkept = await application.listUnkeptAttributes(caller);
  return Object.fromEntries(
    unkept.map(({ state }) => [`${state.with} ${state.name}`, [state.times, state.example]]),
  );
}

onEachDatabase('what a directory sends and what is not kept', (product) => {
  const server = serverOn(product);
  let account: TestAccount;
  beforeAll(async () => {
    account = await server().openAccount();
  });
  const listed = () => expect.poll(() => unkeptOf(server(), account), { timeout: 10_000, interval: 100 });

  test('is listed, with every verb, wherever it stands, once a request', async () => {
    const { client } = account;
    const userName = nextName();
    const fields = {
      location: 'Austin',
      'name.nick': 'Ada',
      phoneNumbers: [
        { value: '1', verified: true },
        { value: '2', verified: true },
      ],
      [enterpriseSchema]: { department: 'Care', floor: 3 },
      [ownUrn]: { shoe: 42, empty: '' },
      [`${ownUrn}:hat`]: ['a', 'b'],
    };
    const { id } = await client.create(userName, { ...fields, schemas: [userSchema, ownUrn] });
    await client.put(`/Users/${id}`, user(userName, fields));
    await client.patch(`/Users/${id}`, patchOf({ op: 'replace', value: { LOCATION: 'Boston' } }));
    await client.patch(`/Users/${id}`, patchOf({ op: 'add', path: 'name', value: { nick: 'A' } }));
    const data = patchOf({ op: 'add', path: enterpriseSchema, value: { floor: 4 } });
    const put = { method: 'PUT', path: `/Users/${id}`, data: user(userName, { [ownUrn]: { shoe: 43 } }) };
    await client.post('/Bulk', {
      schemas: [bulkSchema],
      Operations: [{ method: 'PATCH', path: `/Users/${id}`, data }, put],
    });
    const members = [{ value: id, department: 'Care' }];
    const group = { schemas: [groupSchema], displayName: nextName(), description: 'x', members };
    await client.post('/Groups', group);
    const leads = { schemas: [userGroupSchema], displayName: nextName(), Description: 'y' };
    await client.post('/Usergroups', leads);
    await listed().toEqual({
      'agents location': [3, '"Boston"'],
      'agents name.nick': [3, '"A"'],
      'agents phoneNumbers.verified': [2, 'true'],
      [`agents ${enterpriseSchema}:floor`]: [3, '4'],
      [`agents ${ownUrn}:shoe`]: [3, '43'],
      [`agents ${ownUrn}:hat`]: [2, '["a","b"]'],
      'groups description': [2, '"y"'],
      'groups members.department': [1, '"Care"'],
    });
  });

  test('is in the journal when it is new, and at most once a day after that', async () => {
    const about = async () =>
      (await account.journal())
        .filter(({ target }) => target?.name === 'location')
        .map(({ action, principal, changes }) => ({ action, by: principal.kind, changes }));
    const changed = (from: number | undefined, to: number) =>
      expect.arrayContaining([
        from === undefined ? { path: 'times', to } : { path: 'times', from, to },
        { path: 'wouldBeKeptAs', to: 'profile.location' },
      ]);
    const [first, ...others] = await about();
    expect(others).toEqual([]);
    expect(first).toMatchObject({ action: 'AttributeNotKept', by: 'token' });
    server().putClockForward(1);
    await account.client.create(nextName(), { location: 'Lyon' });
    await listed().toMatchObject({ 'agents location': [4, '"Lyon"'] });
    expect(await about()).toEqual([
      { action: 'AttributeNotKept', by: 'token', changes: changed(expect.any(Number), 4) },
      first,
    ]);
  });

  test('is forgotten, and told of anew should it come again', async () => {
    const { forgetUnkeptAttribute } = server().application;
    await forgetUnkeptAttribute(account.caller, { name: 'Location' });
    expect(await unkeptOf(server(), account)).not.toHaveProperty(['agents location']);
    await account.client.create(nextName(), { location: 'Rome' });
    await listed().toMatchObject({ 'agents location': [1, '"Rome"'] });
    const actions = (await account.journal())
      .filter(({ target }) => target?.name === 'location')
      .map(({ action }) => action);
    expect(actions.slice(0, 2)).toEqual(['AttributeNotKept', 'UnkeptAttributeForgotten']);
  });

  test('is none of what the service itself sent, of what is kept, and of what has no value', async () => {
    const fresh = await server().openAccount();
    const userName = nextName();
    const echoed = await fresh.client.create(userName, { profile: { location: 'x' }, title: 'y' });
    await fresh.client.post('/Groups', {
      schemas: [groupSchema],
      displayName: nextName(),
      members: [echoed.id],
    });
    const { body } = await fresh.client.get(`/Users/${echoed.id}`);
    await fresh.client.put(`/Users/${echoed.id}`, {
      ...body,
      password: 'hunter2',
      location: null,
      city: '',
      tags: [],
    });
    await fresh.client.create(nextName(), { marker: 1 });
    await expect.poll(() => unkeptOf(server(), fresh)).toEqual({ 'agents marker': [1, '1'] });
  });

  test('tells nothing of what may be a secret, nor of what may hold one', async () => {
    const fresh = await server().openAccount();
    await fresh.client.create(nextName(), {
      ...{ passwordHash: 'hunter2', apiToken: 'hunter2', PIN: 4711 },
      credentials: { value: 'hunter2' },
      keys: ['hunter2'],
      wrapped: [{ secret: 'hunter2' }],
      long: `${'é'.repeat(100)}`,
    });
    const expected = {
      ...{ 'agents passwordHash': 'a string', 'agents apiToken': 'a string', 'agents PIN': 'a number' },
      ...{ 'agents credentials': 'an object', 'agents keys': 'a list of 1', 'agents wrapped': 'a list of 1' },
      'agents long': `"${'é'.repeat(78)}…`,
    };
    await expect
      .poll(async () =>
        Object.fromEntries(
          Object.entries(await unkeptOf(server(), fresh)).map(([name, [, example]]) => [name, example]),
        ),
      )
      .toEqual(expected);
    expect(JSON.stringify(await fresh.journal())).not.toContain('hunter2');
  });

  test('is bounded: of very many names a hundred are told of at once', async () => {
    const fresh = await server().openAccount();
    const many = Object.fromEntries(Array.from({ length: 900 }, (_, index) => [`n${index}`, index]));
    const { status } = await fresh.client.post('/Users', user(nextName(), many));
    expect(status).toBe(201);
    await expect
      .poll(async () => Object.keys(await unkeptOf(server(), fresh)).length, { timeout: 10_000 })
      .toBe(100);
  });
});

test('what is not written yet is written when the service stops', async () => {
  const url = await sqlite.freshUrl();
  const first = await TestServer.start(url);
  const account = await first.openAccount();
  await account.client.create(nextName(), { location: 'Austin' });
  await first.stop();
  const second = await TestServer.start(url);
  expect(await unkeptOf(second, account)).toEqual({ 'agents location': [1, '"Austin"'] });
  await second.stop();
});
