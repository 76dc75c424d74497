import { beforeAll, expect, test } from 'vitest';
import { enterpriseSchema, patchOf, type ScimClient, user, userSchema } from '../../support/scim-client.ts';
import { serverOn } from '../../support/start-server.ts';

const server = serverOn();
let client: ScimClient;
let id: string;
beforeAll(async () => {
  ({ client } = await server().openAccount());
  ({ id } = await client.create('ada@example.com', {
    ...{ title: 'Countess', name: { givenName: 'Ada', familyName: 'Lovelace' } },
    profile: { Location: 'London', team: 'Engines' },
    [enterpriseSchema]: { department: 'Notes', costCenter: 'CC' },
  }));
});

const schemas = [userSchema, enterpriseSchema];

test.each([
  ['attributes=userName', { userName: 'ada@example.com' }],
  ['attributes=USERNAME,title', { userName: 'ada@example.com', title: 'Countess' }],
  ['attributes=name.givenName', { name: { givenName: 'Ada' } }],
  [
    'attributes=name.givenName,name',
    { name: { formatted: 'Ada Lovelace', givenName: 'Ada', familyName: 'Lovelace' } },
  ],
  ['attributes=emails.value', { emails: [{ value: 'ada@example.com' }] }],
  ['attributes=profile.location', { profile: { Location: 'London' } }],
  [`attributes=${enterpriseSchema}:department`, { [enterpriseSchema]: { department: 'Notes' } }],
  [`attributes=${enterpriseSchema}`, { [enterpriseSchema]: { department: 'Notes', costCenter: 'CC' } }],
  [`attributes=${userSchema}:title`, { title: 'Countess' }],
  ['attributes=meta.resourceType', { meta: { resourceType: 'User' } }],
  ['attributes=nothing', {}],
  ['attributes=password', {}],
])('%s has these, and id and schemas', async (query, attributes) => {
  expect((await client.get(`/Users/${id}?${query}`)).body).toEqual({ schemas, id, ...attributes });
});

test('excludedAttributes leaves out what it names, but never id and schemas', async () => {
  const whole = (await client.get(`/Users/${id}`)).body;
  const query = `excludedAttributes=title,id,schemas,name.familyName,profile.team,${enterpriseSchema}:costCenter`;
  const { title, ...rest } = whole;
  expect((await client.get(`/Users/${id}?${query}`)).body).toEqual({
    ...rest,
    name: { formatted: 'Ada Lovelace', givenName: 'Ada' },
    profile: { Location: 'London' },
    [enterpriseSchema]: { department: 'Notes' },
  });
});

test('both together are refused', async () => {
  const { status, body } = await client.get(`/Users/${id}?attributes=title&excludedAttributes=name`);
  expect([status, body.scimType]).toEqual([400, 'invalidValue']);
});

test('every verb that answers with the resource answers with what was chosen, and the tag of all of it', async () => {
  const created = await client.post(
    '/Users?attributes=userName',
    user('grace@example.com', { title: 'Admiral' }),
  );
  expect(created.body).toEqual({ schemas: [userSchema], id: created.body.id, userName: 'grace@example.com' });
  expect(created.headers.etag).toBe('W/"1"');
  const path = `/Users/${created.body.id}?attributes=title`;
  const put = await client.put(path, user('grace@example.com', { title: 'Captain' }));
  expect(put.body).toEqual({ schemas: [userSchema], id: created.body.id, title: 'Captain' });
  const patched = await client.patch(path, patchOf({ op: 'replace', value: { title: 'Rear admiral' } }));
  expect([patched.body.title, patched.body.userName, patched.headers.etag]).toEqual([
    'Rear admiral',
    undefined,
    'W/"3"',
  ]);
  const listed = await client.get('/Users?attributes=userName&filter=title+sw+%22Rear%22');
  expect(listed.body.Resources).toEqual([
    { schemas: [userSchema], id: created.body.id, userName: 'grace@example.com' },
  ]);
  const searched = await client.post('/Users/.search', {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'],
    attributes: ['title'],
    filter: 'userName sw "grace"',
  });
  expect(searched.body.Resources).toEqual([
    { schemas: [userSchema], id: created.body.id, title: 'Rear admiral' },
  ]);
});
