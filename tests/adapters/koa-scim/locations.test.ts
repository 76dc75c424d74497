import { describe, expect, test } from 'vitest';
import { sqlite } from '../../support/databases.ts';
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
