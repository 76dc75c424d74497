import { beforeAll, expect, test } from 'vitest';
import { groupSchema, patchOf, type ScimClient, userGroupSchema } from '../../support/scim-client.ts';
import { serverOn } from '../../support/start-server.ts';

const server = serverOn();
let client: ScimClient;
let made = 0;
beforeAll(async () => {
  ({ client } = await server().openAccount());
});

async function create(schemas: readonly string[]): Promise<{ id: string; schemas: string[] }> {
  made += 1;
  const { status, body } = await client.post('/Usergroups', { schemas, displayName: `Leads ${made}` });
  expect(status).toBe(201);
  return body;
}

test.each([
  ['its own URN', userGroupSchema],
  ['the URN of Group, under which it was known before', groupSchema],
  ['that in another letter case', groupSchema.toUpperCase()],
])('a Usergroup may be sent with %s, and is shown with its own', async (_, urn) => {
  const { id, schemas } = await create([urn]);
  expect(schemas).toEqual([userGroupSchema]);

  const put = await client.put(`/Usergroups/${id}`, { schemas: [urn], displayName: `Heads ${made}` });
  expect([put.status, put.body.schemas]).toEqual([200, [userGroupSchema]]);
  const path = patchOf({ op: 'replace', path: `${urn}:displayName`, value: `Chiefs ${made}` });
  expect((await client.patch(`/Usergroups/${id}`, path)).status).toBe(204);
  const flat = patchOf({ op: 'replace', value: { [`${urn}:externalId`]: 'e1' } });
  expect((await client.patch(`/Usergroups/${id}`, flat)).status).toBe(204);
  expect((await client.get(`/Usergroups/${id}`)).body).toMatchObject({
    ...{ displayName: `Chiefs ${made}`, externalId: 'e1', schemas: [userGroupSchema] },
  });
  const named = await client.get(`/Usergroups/${id}?attributes=${urn}:displayName`);
  expect(named.body.displayName).toBe(`Chiefs ${made}`);
  const filter = encodeURIComponent(`${urn}:displayName eq "Chiefs ${made}"`);
  const found = await client.get(`/Usergroups?filter=${filter}&sortBy=${urn}:displayName`);
  expect(found.body.Resources.map((one: { id: string }) => one.id)).toEqual([id]);
});

test('a Group is not sent with the URN of Usergroup', async () => {
  const body = { schemas: [userGroupSchema], displayName: 'Care' };
  const refused = await client.post('/Groups', body);
  expect([refused.status, refused.body.scimType]).toEqual([400, 'invalidValue']);
});

test('groups of either kind are found by their own URN', async () => {
  const { id } = await create([userGroupSchema]);
  const group = (await client.post('/Groups', { schemas: [groupSchema], displayName: 'Billing' })).body;
  const idsAt = async (path: string, urn: string) => {
    const { body } = await client.get(
      `${path}?count=1000&filter=${encodeURIComponent(`schemas eq "${urn}"`)}`,
    );
    return body.Resources.map((one: { id: string }) => one.id);
  };

  expect(await idsAt('/Groups', groupSchema)).toEqual([group.id]);
  expect(await idsAt('/Groups', userGroupSchema)).toEqual([]);
  expect(await idsAt('/Usergroups', groupSchema)).toEqual([]);
  expect(await idsAt('/Usergroups', userGroupSchema)).toContain(id);
  expect(await idsAt('', userGroupSchema)).toContain(id);
});
