import { beforeAll, expect, test } from 'vitest';
import { errorSchema, patchOf, type ScimAnswer, type ScimClient } from '../../support/scim-client.ts';
import { serverOn } from '../../support/start-server.ts';

const server = serverOn();
let client: ScimClient;
let id: string;
beforeAll(async () => {
  ({ client } = await server().openAccount());
  ({ id } = await client.create('ada@example.com'));
});

function expectError(answer: ScimAnswer, status: number): void {
  expect(answer.status).toBe(status);
  expect(answer.headers['content-type']).toBe('application/scim+json');
  expect(answer.body).toMatchObject({ schemas: [errorSchema], status: String(status) });
  expect(answer.body.detail).toMatch(/./);
}

test.each([
  '/users',
  '/Users/1/2',
  '/User',
  '/v2/Users',
  '/Users%2F1',
  '/Groups/1',
  '/Groups/1/2',
  '/Schemas/1/2',
])('there is nothing at %j', async (path) => expectError(await client.get(path), 404));

test.each(['/', '/favicon.ico', '/scim/v1/Users', '/scim/v22/Users', '/scim/V2/Users', '/api/v2/Users'])(
  'nor outside of the base paths, at %j, for which no token is asked',
  async (path) => {
    const { status, headers, body } = await client.with({}, server().baseUrl('')).get(path);
    expect([status, headers['content-type']]).toEqual([404, 'application/problem+json']);
    expect(body).toMatchObject({ status: 404, detail: expect.stringContaining(path) });
  },
);

test.each([
  ['DELETE', '/Users', ['HEAD', 'GET', 'POST']],
  ['PUT', '/Users', ['HEAD', 'GET', 'POST']],
  ['OPTIONS', '/Users', ['HEAD', 'GET', 'POST']],
  ['POST', '/Users/1', ['HEAD', 'GET', 'PUT', 'PATCH', 'DELETE']],
  ['PUT', '/Groups', ['HEAD', 'GET', 'POST']],
  ['GET', '/Bulk', ['POST']],
  ['GET', '/.search', ['POST']],
  ['POST', '/Schemas', ['HEAD', 'GET']],
  ['PATCH', '/ServiceProviderConfig', ['HEAD', 'GET']],
  ['DELETE', '/ResourceTypes/User', ['HEAD', 'GET']],
])('%s %s is refused with what is allowed', async (method, path, allowed) => {
  const answer = await client.send(method, path, { body: method === 'OPTIONS' ? undefined : {} });
  expectError(answer, 405);
  expect(answer.headers.allow?.split(', ').toSorted()).toEqual(allowed.toSorted());
});

test.each(['GET', 'PUT', 'PATCH', 'DELETE', 'POST'])(
  '%s /Me is not offered to a token that is bound to no agent',
  async (method) => {
    expectError(await client.send(method, '/Me', { body: method === 'GET' ? undefined : {} }), 501);
  },
);

test.each([
  '/Users/',
  '/Users?',
  '/Users?&',
  '/Users?startIndex=1&',
  '/Users?aadOptscim062020',
  '/Users?a=%ZZ',
  '//Users',
  '///Users//?count=1',
])('%s reads as "/Users"', async (path) => {
  expect(await client.get(path)).toMatchObject({ status: 200, body: { totalResults: 1 } });
});

test('a slash after an id is tolerated', async () => {
  expect(await client.get(`/Users/${id}/`)).toMatchObject({ status: 200, body: { id } });
});

test('HEAD answers as GET does, without the body', async () => {
  const [head, get] = await Promise.all([client.send('HEAD', `/Users/${id}`), client.get(`/Users/${id}`)]);
  expect(head).toMatchObject({ status: 200, text: '' });
  expect(head.headers['content-length']).toBe(get.headers['content-length']);
  expect(head.headers.etag).toBe('W/"1"');
});

test('the base path lists the resources of all types', async () => {
  expect(await client.get('')).toMatchObject({ status: 200, body: { totalResults: 1 } });
  expect(await client.get('/')).toMatchObject({ status: 200, body: { totalResults: 1 } });
});

test('groups are an empty list', async () => {
  expect(await client.get('/Groups?startIndex=1&count=100')).toMatchObject({
    status: 200,
    body: { totalResults: 0, startIndex: 1, itemsPerPage: 0, Resources: [] },
  });
});

test.each(['%ZZ', '%00', '%20', "' OR 1=1 --", 'x'.repeat(5000)])(
  'an id such as %j is not found',
  async (text) => {
    const path = `/Users/${text.startsWith('%') ? text : encodeURIComponent(text)}`;
    expectError(await client.get(path), 404);
    expectError(await client.patch(path, patchOf({ op: 'remove', path: 'title' })), 404);
    expectError(await client.delete(path), 404);
  },
);

test('an id is matched exactly', async () => {
  for (const other of [id.toUpperCase(), `${id}%20`, id.slice(0, -1)]) {
    expectError(await client.get(`/Users/${other}`), 404);
  }
});

test('none of this is a mistake of ours', () => {
  expect(server().logLines.filter((line) => JSON.parse(line).level >= 50)).toEqual([]);
});
