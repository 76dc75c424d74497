import { beforeAll, describe, expect, test } from 'vitest';
import { roleSchema, type ScimClient } from '../../support/scim-client.ts';
import { serverOn } from '../../support/start-server.ts';

const server = serverOn();
let client: ScimClient;
beforeAll(async () => {
  ({ client } = await server().openAccount());
});

const assignable = ['admin', 'limitedAdmin', 'manager', 'grader'];
const idsOf = (body: { Resources: { id: string }[] }) => body.Resources.map(({ id }) => id);
const asked = (filter: string) => `/Roles?filter=${encodeURIComponent(filter)}`;

test("Okta's entitlement management finds the roles by its URN, and reads them page by page", async () => {
  const { body: types } = await client.get('/ResourceTypes');
  const found = types.Resources.filter(({ schema }: { schema: string }) => schema === roleSchema);
  expect(found).toMatchObject([{ id: 'Role', name: 'Role', endpoint: '/Roles', schemaExtensions: [] }]);
  const { body: schema } = await client.get(`/Schemas/${roleSchema}`);
  expect(schema.attributes.map(({ name }: { name: string }) => name)).toEqual(['displayName', 'description']);
  const { status, body } = await client.get('/Roles?count=1&startIndex=1');
  expect(status).toBe(200);
  expect(body).toMatchObject({ totalResults: assignable.length, startIndex: 1, itemsPerPage: 1 });
  expect(body.Resources).toEqual([
    {
      schemas: [roleSchema],
      id: 'admin',
      displayName: 'Admin',
      description: expect.any(String),
      meta: {
        resourceType: 'Role',
        location: `${client.baseUrl}/Roles/admin`,
        version: expect.stringMatching(/^W\/"1/),
      },
    },
  ]);
});

test('the roles that a directory can give are listed, the highest first, and owners are none of them', async () => {
  const { body } = await client.get('/Roles');
  expect(idsOf(body)).toEqual(assignable);
  for (const role of body.Resources) expect((await client.get(`/Roles/${role.id}`)).body).toEqual(role);
  const { status, body: error } = await client.get('/Roles/owner');
  expect([status, error.detail]).toEqual([404, expect.stringContaining('"limitedAdmin"')]);
});

describe('a list of roles', () => {
  test.each([
    ['startIndex=2&count=2', ['limitedAdmin', 'manager']],
    ['startIndex=4&count=7', ['grader']],
    ['startIndex=5', []],
    ['count=0', []],
    ['sortBy=displayName', ['admin', 'grader', 'limitedAdmin', 'manager']],
    ['sortBy=id&sortOrder=descending', ['manager', 'limitedAdmin', 'grader', 'admin']],
  ])('is paged and sorted as every other is: %s', async (query, ids) => {
    const { body } = await client.get(`/Roles?${query}`);
    expect([idsOf(body), body.totalResults]).toEqual([ids, assignable.length]);
  });

  test.each([
    ['displayName eq "limited ADMIN"', ['limitedAdmin']],
    ['id sw "m" or id eq "grader"', ['manager', 'grader']],
    ['not (description co "audit log")', ['admin', 'limitedAdmin', 'grader']],
    ['meta.resourceType eq "User"', []],
    [`schemas eq "${roleSchema}" and externalId pr`, []],
  ])('is filtered as every other is: %s', async (filter, ids) => {
    expect(idsOf((await client.get(asked(filter))).body)).toEqual(ids);
  });

  test('is walked through by cursor, and searched by POST', async () => {
    const walked: string[] = [];
    let cursor: string | undefined = '';
    while (cursor !== undefined) {
      const { body } = await client.get(`/Roles?count=3&cursor=${cursor}`);
      walked.push(...idsOf(body));
      cursor = body.nextCursor;
    }
    expect(walked).toEqual(assignable);
    const schemas = ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'];
    const { body } = await client.post('/Roles/.search', { schemas, count: 1, attributes: ['displayName'] });
    expect(body.Resources).toEqual([{ schemas: [roleSchema], id: 'admin', displayName: 'Admin' }]);
  });

  test('is refused with a filter that means nothing', async () => {
    const { status, body } = await client.get(asked('shoeSize eq 42'));
    expect([status, body.scimType]).toEqual([400, 'invalidFilter']);
  });
});

test('roles can be read and not changed, by whichever verb', async () => {
  const role = { schemas: [roleSchema], id: 'owner', displayName: 'Owner' };
  expect((await client.post('/Roles', role)).status).toBe(405);
  expect((await client.put('/Roles/admin', role)).status).toBe(405);
  expect((await client.patch('/Roles/admin', {})).status).toBe(405);
  const { status, headers } = await client.delete('/Roles/admin');
  expect([status, headers.allow]).toEqual([405, 'HEAD, GET']);
});

test('roles are no resources of the account: a search across all types does not have them', async () => {
  const { body } = await client.get('/?filter=id%20eq%20%22admin%22');
  expect(body.totalResults).toBe(0);
});
