import { beforeAll, beforeEach, expect, test } from 'vitest';
import { patchOf, type ScimClient, user } from '../../support/scim-client.ts';
import { serverOn } from '../../support/start-server.ts';

const server = serverOn();
let client: ScimClient;
let path: string;
let userName: string;
let made = 0;
beforeAll(async () => {
  ({ client } = await server().openAccount());
});
beforeEach(async () => {
  made += 1;
  userName = `agent-${made}@example.com`;
  const { id } = await client.create(userName);
  path = `/Users/${id}`;
  await client.patch(path, patchOf({ op: 'replace', path: 'title', value: 'Countess' }));
});

const changes: Record<string, (ifMatch: string) => ReturnType<ScimClient['send']>> = {
  PUT: (ifMatch) => client.put(path, user(userName, { title: 'Admiral' }), { 'If-Match': ifMatch }),
  PATCH: (ifMatch) => client.patch(path, patchOf({ op: 'remove', path: 'title' }), { 'If-Match': ifMatch }),
  DELETE: (ifMatch) => client.delete(path, { 'If-Match': ifMatch }),
};
const methods = Object.keys(changes);
const change = (method: string, ifMatch: string) => changes[method]?.(ifMatch) ?? Promise.reject();

test('the version is in "ETag" and in meta, and every change moves it', async () => {
  const read = await client.get(path);
  expect([read.headers.etag, read.body.meta.version]).toEqual(['W/"2"', 'W/"2"']);
  const changed = await change('PATCH', '*');
  expect([changed.headers.etag, changed.body.meta.version]).toEqual(['W/"3"', 'W/"3"']);
});

test.each(
  methods.flatMap((method) => ['W/"2"', '"2"', '*', 'W/"1", W/"2"'].map((tag) => [method, tag] as const)),
)('%s with If-Match: %s goes through', async (method, tag) => {
  expect((await change(method, tag)).status).toBeLessThan(300);
});

test.each(
  methods.flatMap((method) =>
    ['W/"1"', 'W/"3"', '"x"', 'W/"1", W/"3"', '2'].map((tag) => [method, tag] as const),
  ),
)('%s with If-Match: %s is refused and changes nothing', async (method, tag) => {
  const before = await client.get(path);
  const { status, body } = await change(method, tag);
  expect([status, body.status]).toEqual([412, '412']);
  expect(body.detail).toContain('version 2');
  expect((await client.get(path)).text).toBe(before.text);
});

const sent: Record<string, (headers: Record<string, string>) => ReturnType<ScimClient['send']>> = {
  PUT: (headers) => client.put(path, user(userName, { title: 'Admiral' }), headers),
  PATCH: (headers) => client.patch(path, patchOf({ op: 'remove', path: 'title' }), headers),
  DELETE: (headers) => client.delete(path, headers),
};

test.each(
  methods.flatMap((method) =>
    (
      [
        ['W/"2"', 'W/"2"'],
        ['W/"1", W/"2"', 'W/"2"'],
        ['*', 'W/"2"'],
        ['W/"2"', '*'],
      ] as const
    ).map(([match, noneMatch]) => [method, match, noneMatch] as const),
  ),
)(
  '%s with If-Match: %s and If-None-Match: %s is refused and changes nothing',
  async (method, match, noneMatch) => {
    const before = await client.get(path);
    const answer = await sent[method]?.({ 'If-Match': match, 'If-None-Match': noneMatch });
    expect(answer?.status).toBe(412);
    expect((await client.get(path)).text).toBe(before.text);
  },
);

test.each(methods)(
  '%s with If-Match of the version and If-None-Match of others goes through',
  async (method) => {
    const answer = await sent[method]?.({ 'If-Match': 'W/"1", W/"2"', 'If-None-Match': 'W/"1"' });
    expect(answer?.status).toBeLessThan(300);
  },
);

test('GET with If-Match and If-None-Match of the version has nothing new, and of another is refused', async () => {
  const both = (match: string) => client.get(path, { 'If-Match': match, 'If-None-Match': 'W/"2"' });
  expect([(await both('W/"2"')).status, (await both('W/"1"')).status]).toEqual([304, 412]);
});

test.each(['W/"2"', '"2"', '*', 'W/"1", W/"2"'])(
  'GET with If-None-Match: %s has nothing new',
  async (tag) => {
    const { status, text, headers } = await client.get(path, { 'If-None-Match': tag });
    expect([status, text, headers.etag]).toEqual([304, '', 'W/"2"']);
  },
);

test('GET with If-None-Match of another version has the agent', async () => {
  expect((await client.get(path, { 'If-None-Match': 'W/"1"' })).body.userName).toBe(userName);
});

test('what is not there is not found, whatever If-Match says', async () => {
  await client.delete(path);
  for (const method of methods) expect((await change(method, '*')).status).toBe(404);
});
