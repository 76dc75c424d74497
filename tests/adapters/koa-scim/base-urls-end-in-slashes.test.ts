import { beforeAll, expect, test } from 'vitest';
import { groupSchema, patchOf, type ScimClient, user } from '../../support/scim-client.ts';
import { serverOn, type TestAccount } from '../../support/start-server.ts';

const server = serverOn();
let account: TestAccount;
beforeAll(async () => {
  account = await server().openAccount();
});

/** A client whose base URL was entered like this; one more slash stands before each of its paths. */
const clientAt = (basePath: string, token = account.token.text): ScimClient =>
  account.client.with({ apiToken: token }, server().baseUrl(`${basePath}/`));

const entered = [
  ['/scim/v2/', '/scim/v2'],
  ['/scim/v2///', '/scim/v2'],
  ['//scim/v2', '/scim/v2'],
  ['/api/v1/scim/v2/', '/api/v1/scim/v2'],
  ['/api/v1//scim/v2', '/api/v1/scim/v2'],
] as const;

test.each(entered)('a base URL that ends as %s is %s', async (basePath, canonical) => {
  const client = clientAt(basePath);
  for (const [type, body] of [
    ['/Users', user(`ada${basePath.replaceAll('/', '-')}@example.com`)],
    ['/Groups', { schemas: [groupSchema], displayName: `Group ${basePath}` }],
    ['/Usergroups', { schemas: [groupSchema], displayName: `Users ${basePath}` }],
  ] as const) {
    const created = await client.post(type, body);
    const location = `${server().baseUrl(canonical)}${type}/${created.body.id}`;
    expect([created.status, created.headers.location, created.body.meta?.location]).toEqual([
      ...[201, location, location],
    ]);
    const path = `${type}/${created.body.id}`;
    expect((await client.get(path)).body).toEqual(created.body);
    expect((await client.get(`${type}/?count=0`)).body.totalResults).toBeGreaterThan(0);
    expect((await client.put(path, body)).status).toBe(200);
    const patch = patchOf({ op: 'replace', path: 'externalId', value: 'x' });
    expect((await client.patch(path, patch)).status).toBeLessThan(205);
    expect((await client.delete(path)).status).toBe(204);
  }
});

test.each(entered)('what is beside the resources is below %s as well', async (basePath, canonical) => {
  const client = clientAt(basePath);
  const { body } = await client.get('/ServiceProviderConfig');
  expect(body.meta.location).toBe(`${server().baseUrl(canonical)}/ServiceProviderConfig`);
  expect((await client.with({}).get('/ServiceProviderConfig')).status).toBe(200);
  expect((await client.get('/Schemas')).status).toBe(200);
  const schemas = ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'];
  for (const path of ['/.search', '/Users/.search', '/Groups//.search'])
    expect((await client.post(path, { schemas })).status).toBe(200);
  const userName = `grace${basePath.replaceAll('/', '-')}@example.com`;
  const made = await client.post('/Bulk/', {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
    Operations: [{ method: 'POST', path: '/Users', bulkId: 'g', data: user(userName) }],
  });
  const [{ location }] = made.body.Operations;
  expect(location).toContain(`${server().baseUrl(canonical)}/Users/`);
  const agentId = location.split('/').at(-1);
  const { text } = await account.issueToken({ agentId });
  expect((await clientAt(basePath, text).get('/Me')).headers.location).toBe(location);
  expect((await clientAt(basePath, text).get('/Users')).status).toBe(403);
});
