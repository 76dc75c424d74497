import { beforeAll, expect, test } from 'vitest';
import type { AgentId } from '../../../src/domain/shared/identifiers.ts';
import { basic, patchOf, type ScimClient, user } from '../../support/scim-client.ts';
import { serverOn } from '../../support/start-server.ts';

const server = serverOn();
let client: ScimClient;
let bound: ScimClient;
let ada: { id: AgentId };
beforeAll(async () => {
  const account = await server().openAccount();
  ({ client } = account);
  ada = await client.create('ada@example.com');
  await client.create('grace@example.com');
  const token = await account.issueToken({ name: 'Ada', agentId: ada.id });
  bound = client.with({ Authorization: basic(token.text) });
});

test('a token that is bound to an agent reads the agent at /Me', async () => {
  const { status, body, headers } = await bound.get('/Me');
  const read = await client.get(`/Users/${ada.id}`);
  expect([status, body, headers.etag]).toEqual([200, read.body, read.headers.etag]);
  expect(read.headers.location).toBe(read.body.meta.location);
  expect((await bound.get('/Me?attributes=userName')).body).not.toHaveProperty('meta');
  expect((await bound.get('/Me', { 'If-None-Match': read.body.meta.version })).status).toBe(304);
});

test('and changes nothing there, for the directory says what an agent is', async () => {
  const patch = patchOf({ op: 'replace', value: { title: 'Queen' } });
  for (const answer of [
    await bound.patch('/Me', patch),
    await bound.put('/Me', user('ada@example.com')),
    await bound.delete('/Me'),
    await bound.post('/Me', user('x@example.com')),
  ]) {
    expect([answer.status, answer.body.detail]).toEqual([403, expect.stringContaining('/Me')]);
  }
  expect((await client.get(`/Users/${ada.id}`)).body.meta.version).toBe('W/"1"');
});

test.each([
  ['GET', '/Users'],
  ['GET', ''],
  ['POST', '/Users'],
  ['POST', '/Users/.search'],
  ['POST', '/Bulk'],
  ['GET', '/Groups'],
  ['POST', '/Groups'],
  ['GET', '/Usergroups'],
  ['GET', '/Users/Me'],
  ['GET', '/Groups/Schemas'],
  ['DELETE', '/Users/ServiceProviderConfig'],
])('and nothing else: %s %j is forbidden', async (method, path) => {
  const { status, body } = await bound.send(method, path, { body: method === 'GET' ? undefined : {} });
  expect([status, body.detail]).toEqual([403, expect.stringContaining('/Me')]);
  expect((await bound.get(`/Users/${ada.id}`)).status).toBe(403);
});

test('what it was refused is in the audit log, by what was attempted and about whom', async () => {
  const account = await server().openAccount('Curious');
  const [grace, eve] = [
    await account.client.create('grace@example.com'),
    await account.client.create('eve@example.com'),
  ];
  const token = await account.issueToken({ name: 'Eve', agentId: eve.id });
  const own = account.client.with({ Authorization: basic(token.text) });
  const requests = [
    ['GET', '/Users', 'ListAgents'],
    ['GET', `/Users/${grace.id}`, 'ReadAgent', 'grace@example.com'],
    ['PATCH', `/Users/${grace.id}`, 'ReviseAgent', 'grace@example.com'],
    ['DELETE', `/Users/${grace.id}`, 'RemoveAgent', 'grace@example.com'],
    ['PATCH', '/Users/nobody', 'ReviseAgent'],
    ['POST', '/Users', 'ProvisionAgent'],
    ['POST', '/Bulk', 'ProvisionAgents'],
    ['POST', '/Groups', 'CreateGroup'],
    ['PUT', '/Me', 'ReviseAgent', 'eve@example.com'],
  ] as const;
  for (const [method, path, action, name] of requests) {
    const { status, headers } = await own.send(method, path, { body: method === 'GET' ? undefined : {} });
    expect(status).toBe(403);
    const [entry] = await account.journal();
    expect([entry?.requestId, entry?.action, entry?.target?.name]).toEqual([
      headers['x-request-id'],
      action,
      name,
    ]);
    expect([entry?.refusal?.code, entry?.principal]).toMatchObject(['permissionMissing', { name: 'Eve' }]);
  }
});

test('but what the service offers', async () => {
  for (const path of ['/ServiceProviderConfig', '/ResourceTypes', '/Schemas', '/ResourceTypes/User'])
    expect((await bound.get(path)).status).toBe(200);
});

test('any answer at /Me says where the agent is for good', async () => {
  const location = `${client.baseUrl}/Users/${ada.id}`;
  const version = 'W/"1"';
  const answers = [
    await bound.get('/Me'),
    await bound.get('/Me/?attributes=userName'),
    await bound.send('HEAD', '/Me'),
    await bound.get('/Me', { 'If-None-Match': version }),
    await bound.get('/Me', { 'If-Match': 'W/"7"' }),
    await bound.get('/Me?attributes=title&excludedAttributes=name'),
    await bound.put('/Me', user('ada@example.com')),
    await bound.delete('/Me'),
  ];
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 304, 412, 400, 403, 403]);
  for (const { headers } of answers) expect(headers.location).toBe(location);
});

test('an agent that is gone is not found', async () => {
  const account = await server().openAccount('Gone');
  const { id } = await account.client.create('ada@example.com');
  const token = await account.issueToken({ name: 'Ada', agentId: id });
  await account.client.delete(`/Users/${id}`);
  const { status, headers } = await client.with({ Authorization: basic(token.text) }).get('/Me');
  expect([status, headers.location]).toEqual([404, `${client.baseUrl}/Users/${id}`]);
});
