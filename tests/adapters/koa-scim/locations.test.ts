import { describe, expect, test } from 'vitest';
import { sqlite } from '../../support/databases.ts';
import { groupSchema, patchOf, userGroupSchema, userSchema } from '../../support/scim-client.ts';
import { serverOn, type TestServer } from '../../support/start-server.ts';

const forwarded = {
  'X-Forwarded-Proto': 'https',
  'X-Forwarded-Host': 'scim.example.com',
  Host: 'inner:8080',
};

/** `Location` of a new agent, which is also in its body, and the agent's path. */
async function created(server: TestServer, basePath: string, headers: Record<string, string>) {
  const { client } = await server.openAccount();
  const { headers: answered, body } = await client
    .with({ ...headers, apiToken: (await server.openAccount()).token.text }, server.baseUrl(basePath))
    .post('/Users', { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName: 'ada@example.com' });
  expect(body.meta.location).toBe(answered.location);
  return { location: answered.location, path: `/Users/${body.id}` };
}

describe('Without any setting, a location', () => {
  const server = serverOn(sqlite);

  test.each([
    ['/Users', { schemas: [userSchema], userName: 'grace@example.com' }],
    ['/Groups', { schemas: [groupSchema], displayName: 'Agents' }],
    ['/Usergroups', { schemas: [userGroupSchema], displayName: 'Users' }],
  ])('stands in the headers of every answer that is about one of %s', async (type, body) => {
    const { client } = await server().openAccount();
    const created = await client.post(type, body);
    const { location, version } = created.body.meta;
    const path = `${type}/${created.body.id}`;
    const patch = patchOf({ op: 'replace', path: 'externalId', value: '7' });
    for (const { status, headers } of [
      created,
      await client.get(path),
      await client.get(`${path}?attributes=id`),
      await client.send('HEAD', path),
      await client.get(path, { 'If-None-Match': version }),
      await client.put(path, body),
      await client.patch(path, patch),
      await client.patch(`${path}?attributes=id`, patch),
    ]) {
      expect(status).toBeLessThan(305);
      expect([headers.location, headers['content-location']]).toEqual([location, location]);
    }
    for (const { headers } of [
      await client.get(type),
      await client.get(`${path}x`),
      await client.delete(path),
    ])
      expect([headers.location, headers['content-location']]).toEqual([undefined, undefined]);
  });

  test.each(['/ServiceProviderConfig', '/ResourceTypes/User', `/Schemas/${userSchema.toUpperCase()}`])(
    'stands in those of %s, which is a resource as well',
    async (path) => {
      const { client } = await server().openAccount();
      const { headers, body } = await client.get(path);
      expect(headers.location).toMatch(/^http/);
      expect([headers.location, headers['content-location']]).toEqual(Array(2).fill(body.meta.location));
    },
  );

  test.each(['/scim/v2', '/api/v1/scim/v2'])(
    'is at the address of the request, under %s',
    async (basePath) => {
      const { location, path } = await created(server(), basePath, {});
      expect(location).toBe(server().baseUrl(basePath) + path);
    },
  );

  test('takes no word from a proxy', async () => {
    const { location, path } = await created(server(), '/scim/v2', forwarded);
    expect(location).toBe(`http://inner:8080/scim/v2${path}`);
  });
});

describe('Behind a trusted proxy, a location', () => {
  const server = serverOn(sqlite, { trustProxy: true });

  test('is where the proxy was asked', async () => {
    const { location, path } = await created(server(), '/scim/v2', forwarded);
    expect(location).toBe(`https://scim.example.com/scim/v2${path}`);
  });
});

describe('With a public URL, a location', () => {
  const server = serverOn(sqlite, { publicUrl: 'https://rollcall.example.com/tenant/', trustProxy: true });

  test('is there, whatever the request says', async () => {
    const { location, path } = await created(server(), '/api/v1/scim/v2', forwarded);
    expect(location).toBe(`https://rollcall.example.com/tenant/api/v1/scim/v2${path}`);
  });
});
