import { beforeAll, expect, test } from 'vitest';
import { enterpriseSchema, type ScimClient, userSchema } from '../../support/scim-client.ts';
import { serverOn } from '../../support/start-server.ts';

const server = serverOn();
let client: ScimClient;
beforeAll(async () => {
  ({ client } = await server().openAccount());
});

test('ServiceProviderConfig tells what is done here', async () => {
  const { status, body } = await client.get('/ServiceProviderConfig');
  expect(status).toBe(200);
  expect(body).toMatchObject({
    patch: { supported: true },
    bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
    filter: { supported: true, maxResults: 1000 },
    changePassword: { supported: false },
    sort: { supported: false },
    etag: { supported: true },
    meta: { location: `${client.baseUrl}/ServiceProviderConfig` },
  });
});

test('ResourceTypes and Schemas are lists whose elements are found by id, under their own location', async () => {
  for (const [path, ids] of [
    ['/ResourceTypes', ['User']],
    ['/Schemas', [userSchema, enterpriseSchema]],
  ] as const) {
    const { body } = await client.get(path);
    expect(body.totalResults).toBe(ids.length);
    expect(body.Resources.map(({ id }: { id: string }) => id)).toEqual(ids);
    for (const described of body.Resources) {
      expect(described.meta.location).toBe(`${client.baseUrl}${path}/${described.id}`);
      expect((await client.get(`${path}/${described.id}`)).body).toEqual(described);
    }
  }
});

test('a schema is found in whatever letter case, as URNs are', async () => {
  expect((await client.get(`/Schemas/${userSchema.toUpperCase()}`)).body.id).toBe(userSchema);
});

test('the User schema tells of profile and of no password that would come back', async () => {
  const { body } = await client.get(`/Schemas/${userSchema}`);
  const attribute = (name: string) => body.attributes.find((one: { name: string }) => one.name === name);
  expect(attribute('profile')).toMatchObject({ type: 'complex' });
  expect(attribute('password')).toMatchObject({ mutability: 'writeOnly', returned: 'never' });
});

test.each(['/ResourceTypes/Group', '/Schemas/urn:example:none'])(
  '%s is not known, and what is known is told',
  async (path) => {
    const { status, body } = await client.get(path);
    expect(status).toBe(404);
    expect(body.detail).toMatch(/"User"|core:2\.0:User/);
  },
);

test.each(['/ServiceProviderConfig', '/ResourceTypes', '/ResourceTypes/User', '/Schemas'])(
  'a filter on %s is forbidden',
  async (path) => {
    const { status, body } = await client.get(`${path}?filter=id+pr`);
    expect([status, body.status]).toEqual([403, '403']);
    expect(body.detail).toContain('filter');
  },
);
