import { beforeAll, expect, test } from 'vitest';
import {
  enterpriseSchema,
  groupSchema,
  roleSchema,
  type ScimClient,
  userGroupSchema,
  userSchema,
} from '../../support/scim-client.ts';
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
    bulk: { supported: true, maxOperations: 1000, maxPayloadSize: 1_048_576 },
    filter: { supported: true, maxResults: 1000 },
    changePassword: { supported: false },
    sort: { supported: true },
    pagination: {
      ...{ cursor: true, index: true, defaultPaginationMethod: 'index' },
      ...{ defaultPageSize: 100, maxPageSize: 1000, cursorTimeout: 3600 },
    },
    etag: { supported: true },
    meta: { location: `${client.baseUrl}/ServiceProviderConfig` },
  });
});

test('ResourceTypes and Schemas are lists whose elements are found by id, under their own location', async () => {
  for (const [path, ids] of [
    ['/ResourceTypes', ['User', 'Group', 'Usergroup', 'Role']],
    ['/Schemas', [userSchema, enterpriseSchema, groupSchema, userGroupSchema, roleSchema]],
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

test('the User schema tells of profile once there is something in it, and of no password that would come back', async () => {
  const { body } = await client.get(`/Schemas/${userSchema}`);
  const attribute = (name: string) => body.attributes.find((one: { name: string }) => one.name === name);
  expect(attribute('profile')).toBeUndefined();
  expect(attribute('password')).toMatchObject({ mutability: 'writeOnly', returned: 'never' });
});

test.each(['/ResourceTypes/Device', '/Schemas/urn:example:none'])(
  '%s is not known, and what is known is told',
  async (path) => {
    const { status, body } = await client.get(path);
    expect(status).toBe(404);
    expect(body.detail).toMatch(/"User"|core:2\.0:User/);
  },
);

test("Schemas tell an account's own custom attributes with their types, and of no other account's", async () => {
  const { client: other } = await server().openAccount('Other');
  const profile = {
    costCenter: 'CC-1',
    level: 3,
    remote: true,
    skills: ['a'],
    hired: '2024-01-01T00:00:00Z',
  };
  await other.create('ada@example.com', { profile });
  await other.create('grace@example.com', { profile: { COSTCENTER: 'CC-2', level: 'high' } });
  const partsOf = async (of: ScimClient) => {
    const { body } = await of.get(`/Schemas/${userSchema}`);
    const profile = body.attributes.find(({ name }: { name: string }) => name === 'profile');
    const { subAttributes } = profile ?? { subAttributes: [] };
    return (subAttributes as { name: string; type: string; multiValued: boolean }[]).map(
      ({ name, type, multiValued }) => [name, type, multiValued],
    );
  };
  expect(await partsOf(other)).toEqual([
    ['costCenter', 'string', false],
    ['hired', 'dateTime', false],
    ['level', 'string', false],
    ['remote', 'boolean', false],
    ['skills', 'string', true],
  ]);
  expect(await partsOf(client)).toEqual([]);
});

test('references and binaries are told to be case exact in every schema, and references what they refer to', async () => {
  type Described = {
    type: string;
    caseExact: boolean;
    referenceTypes?: string[];
    subAttributes?: Described[];
  };
  const { body } = await client.get('/Schemas');
  const all = (attributes: Described[]): Described[] =>
    attributes.flatMap((attribute) => [attribute, ...all(attribute.subAttributes ?? [])]);
  const described = body.Resources.flatMap(({ attributes }: { attributes: Described[] }) => all(attributes));
  const exact = described.filter(({ type }: Described) => type === 'reference' || type === 'binary');
  expect(exact).toHaveLength(7);
  for (const { type, caseExact, referenceTypes = [] } of exact) {
    expect([type, caseExact, referenceTypes.length > 0]).toEqual([type, true, type === 'reference']);
  }
});

test('userName and the primary email never change', async () => {
  const { body } = await client.get(`/Schemas/${userSchema}`);
  const userName = body.attributes.find(({ name }: { name: string }) => name === 'userName');
  expect(userName.mutability).toBe('immutable');
  const emails = body.attributes.find(({ name }: { name: string }) => name === 'emails');
  const primary = emails.subAttributes.find(({ name }: { name: string }) => name === 'primary');
  expect([primary.mutability, emails.description]).toEqual([
    'immutable',
    expect.stringContaining('userName'),
  ]);
});

test.each(['/ServiceProviderConfig', '/ResourceTypes', '/ResourceTypes/User', '/Schemas'])(
  'a filter on %s is forbidden',
  async (path) => {
    const { status, body } = await client.get(`${path}?filter=id+pr`);
    expect([status, body.status]).toEqual([403, '403']);
    expect(body.detail).toContain('filter');
  },
);

test('each resource type has a schema of its own, and a resource names the schema of its type', async () => {
  const types = (await client.get('/ResourceTypes')).body.Resources as { name: string; schema: string }[];

  expect(new Set(types.map(({ schema }) => schema)).size).toBe(types.length);
  expect(types).toContainEqual(expect.objectContaining({ name: 'Usergroup', schema: userGroupSchema }));
  const described = (await client.get(`/Schemas/${userGroupSchema}`)).body;
  expect(described.attributes).toEqual((await client.get(`/Schemas/${groupSchema}`)).body.attributes);
  expect(described).not.toHaveProperty('formerIds');
});
