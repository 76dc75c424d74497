import { beforeAll, expect, test } from 'vitest';
import {
  bulkSchema,
  enterpriseSchema,
  errorSchema,
  groupSchema,
  patchOf,
  type ScimClient,
  user,
} from '../../support/scim-client.ts';
import { serverOn } from '../../support/start-server.ts';

const server = serverOn();
let client: ScimClient;
beforeAll(async () => {
  ({ client } = await server().openAccount());
});

let made = 0;
const nextUserName = () => {
  made += 1;
  return `agent-${made}@example.com`;
};
const bulk = (Operations: readonly unknown[], fields: object = {}) =>
  client.post('/Bulk', { schemas: [bulkSchema], Operations, ...fields });
const creation = (bulkId: string, data: object = user(nextUserName())) => ({
  method: 'POST',
  path: '/Users',
  bulkId,
  data,
});
const idAt = (location: string) => location.split('/').at(-1);

test('each operation has its own result, in the order of the request', async () => {
  const existing = await client.create(nextUserName());
  const doomed = await client.create(nextUserName());
  const { status, body } = await bulk([
    creation('a'),
    { method: 'PUT', path: `/Users/${existing.id}`, data: user(existing.userName, { title: 'Analyst' }) },
    { method: 'delete', path: `/Users/${doomed.id}` },
    {
      method: 'PATCH',
      path: `/Users/${existing.id}`,
      data: patchOf({ op: 'replace', value: { nickName: 'A' } }),
    },
  ]);
  expect(status).toBe(200);
  expect(body.schemas).toEqual(['urn:ietf:params:scim:api:messages:2.0:BulkResponse']);
  const [created, ...others] = body.Operations;
  expect(created).toEqual({
    ...{ method: 'POST', bulkId: 'a', status: '201', version: 'W/"1"' },
    location: expect.stringMatching(new RegExp(`^${client.baseUrl}/Users/[\\w-]+$`)),
  });
  const location = `${client.baseUrl}/Users/${existing.id}`;
  expect(others).toEqual([
    { method: 'PUT', location, status: '200', version: 'W/"2"' },
    { method: 'DELETE', location: `${client.baseUrl}/Users/${doomed.id}`, status: '204' },
    { method: 'PATCH', location, status: '200', version: 'W/"3"' },
  ]);
  expect((await client.get(`/Users/${idAt(created.location)}`)).status).toBe(200);
});

test('an operation that is refused has its error, and keeps no other from being done', async () => {
  const taken = await client.create(nextUserName());
  const { body } = await bulk([
    creation('a', user(taken.userName.toUpperCase())),
    creation('b', user('no address')),
    creation('c', { schemas: [] }),
    { method: 'PATCH', path: '/Users/none', data: patchOf({ op: 'replace', value: { title: 'x' } }) },
    { method: 'GET', path: `/Users/${taken.id}` },
    { method: 'POST', path: '/Nothing', bulkId: 'd', data: {} },
    { method: 'POST', path: '/Users', data: user(nextUserName()) },
    creation('e'),
  ]);
  const statuses = body.Operations.map(({ status }: { status: string }) => status);
  expect(statuses).toEqual([
    '409',
    '400',
    '400',
    '404',
    '400',
    expect.stringMatching(/^40[04]$/),
    '400',
    '201',
  ]);
  expect(body.Operations[0]).toMatchObject({
    bulkId: 'a',
    method: 'POST',
    response: { schemas: [errorSchema], status: '409', scimType: 'uniqueness', detail: expect.any(String) },
  });
  expect(body.Operations[0]).not.toHaveProperty('location');
});

test('of two creates with one userName in a request the first is made', async () => {
  const userName = nextUserName();
  const { body } = await bulk([creation('a', user(userName)), creation('b', user(userName))]);
  expect(body.Operations.map(({ status }: { status: string }) => status)).toEqual(['201', '409']);
});

test('a bulkId stands for the id, also of what comes later, and in paths', async () => {
  const { body } = await bulk([
    {
      ...{ method: 'POST', path: '/Groups', bulkId: 'team' },
      data: { schemas: [groupSchema], displayName: 'Bulk team', members: [{ value: 'bulkId:ada' }] },
    },
    {
      method: 'PATCH',
      path: '/Users/bulkId:ada',
      data: patchOf({ op: 'add', path: 'title', value: 'Analyst' }),
    },
    creation('ada'),
    creation('boss', user(nextUserName(), { [enterpriseSchema]: { manager: { value: 'bulkId:ada' } } })),
  ]);
  expect(body.Operations.map(({ status }: { status: string }) => status)).toEqual([
    '201',
    '200',
    '201',
    '201',
  ]);
  const [group, , ada, boss] = body.Operations.map(({ location }: { location: string }) => idAt(location));
  expect((await client.get(`/Groups/${group}`)).body.members[0].value).toBe(ada);
  expect((await client.get(`/Users/${ada}`)).body.title).toBe('Analyst');
  expect((await client.get(`/Users/${boss}`)).body[enterpriseSchema].manager.value).toBe(ada);
});

test.each<[string, object, object]>([
  ['a title', { title: 'bulkId: coordinator' }, { title: 'bulkId: coordinator' }],
  ['a title that is a bulkId of the request', { title: 'bulkId:ada' }, { title: 'bulkId:ada' }],
  [
    'a name',
    { name: { givenName: 'bulkId:nobody' } },
    { name: { givenName: 'bulkId:nobody', formatted: 'bulkId:nobody' } },
  ],
  ['a role', { roles: [{ value: 'bulkId:ada' }] }, { roles: [{ value: 'bulkId:ada' }] }],
  [
    'a custom attribute',
    { profile: { manager: 'bulkId:nobody' } },
    { profile: { manager: 'bulkId:nobody' } },
  ],
])('in %s a bulkId is text', async (_, fields, kept) => {
  const made = [creation('ada'), creation('bob', user(nextUserName(), fields))];
  const { body } = await bulk(made);
  const [, bob] = body.Operations.map(({ location }: { location: string }) => idAt(location));
  expect((await client.get(`/Users/${bob}`)).body).toMatchObject(kept);
  const data = patchOf(...Object.entries(fields).map(([path, value]) => ({ op: 'replace', path, value })));
  const patched = await bulk([{ method: 'PATCH', path: `/Users/${bob}`, data }, creation('ada')]);
  expect(patched.body.Operations[0].status).toBe('200');
  expect((await client.get(`/Users/${bob}`)).body).toMatchObject(kept);
});

test.each([
  ['members by the identifier', { members: [{ value: 'bulkId:x' }] }],
  ['members as texts', { members: ['bulkId:x'] }],
  ['members by the address', { members: [{ $ref: '../Users/bulkId:x' }] }],
  ['members under a flat name', { [`${groupSchema}:members`]: [{ value: 'bulkId:x' }] }],
  ['members under a name with a filter', { 'members[value eq "bulkId:x"]': { value: 'bulkId:x' } }],
])('%s may be a bulkId, which is an error where the request does not have it', async (_, fields) => {
  const team = (displayName: string) => ({ schemas: [groupSchema], displayName, ...fields });
  const [first, second] = [nextUserName(), nextUserName()];
  const { body } = await bulk([
    { method: 'POST', path: '/Groups', bulkId: 't', data: team(first) },
    creation('x'),
    { method: 'PATCH', path: '/Groups/bulkId:t', data: patchOf({ op: 'add', value: fields }) },
  ]);
  expect(body.Operations.map(({ status }: { status: string }) => status)).toEqual(['201', '201', '200']);
  const [group, member] = body.Operations.map(({ location }: { location: string }) => idAt(location));
  expect((await client.get(`/Groups/${group}`)).body.members).toMatchObject([{ value: member }]);
  const unknown = await bulk([{ method: 'POST', path: '/Groups', bulkId: 't', data: team(second) }]);
  expect(unknown.body.Operations[0]).toMatchObject({
    status: '400',
    response: { detail: expect.stringContaining('bulkId "x"') },
  });
});

test('two who name each other are both made', async () => {
  const managedBy = (bulkId: string) => ({ [enterpriseSchema]: { manager: { value: `bulkId:${bulkId}` } } });
  const { body } = await bulk([
    creation('a', user(nextUserName(), managedBy('b'))),
    creation('b', user(nextUserName(), managedBy('a'))),
  ]);
  const [a, b] = body.Operations.map(({ location }: { location: string }) => idAt(location));
  expect((await client.get(`/Users/${a}`)).body[enterpriseSchema].manager.value).toBe(b);
  expect((await client.get(`/Users/${b}`)).body[enterpriseSchema].manager.value).toBe(a);
});

test('whoever names what failed fails too, in a circle as well, and nothing is left half-way', async () => {
  const managedBy = (bulkId: string) => ({ [enterpriseSchema]: { manager: { value: `bulkId:${bulkId}` } } });
  const userName = nextUserName();
  const { body } = await bulk([
    creation('a', user(userName, managedBy('b'))),
    creation('b', user('no address', managedBy('a'))),
    creation('c', user(nextUserName(), managedBy('b'))),
    creation('d', user(nextUserName(), managedBy('unknown'))),
  ]);
  expect(body.Operations.map(({ status }: { status: string }) => status)).toEqual([
    '409',
    '400',
    '409',
    '400',
  ]);
  expect(body.Operations[0].response.detail).toContain('"b"');
  expect(body.Operations[3].response.detail).toContain('unknown');
  expect(await client.find(`userName eq "${userName}"`)).toEqual([]);
});

test.each([0, 1, 2])('of three in a circle none is made where number %i cannot be', async (wrong) => {
  const userNames = [nextUserName(), nextUserName(), nextUserName()];
  const { body } = await bulk(
    userNames.map((userName, index) =>
      creation(`c${index}`, {
        ...user(userName, { [enterpriseSchema]: { manager: { value: `bulkId:c${(index + 1) % 3}` } } }),
        ...(index === wrong && { active: 'perhaps' }),
      }),
    ),
  );
  const expected = userNames.map((_, index) => (index === wrong ? '400' : '409'));
  expect(body.Operations.map(({ status }: { status: string }) => status)).toEqual(expected);
  for (const userName of userNames) expect(await client.find(`userName eq "${userName}"`)).toEqual([]);
});

test('after failOnErrors errors no further operation is begun', async () => {
  const last = nextUserName();
  const wrong = () => creation(`w${nextUserName()}`, user('no address'));
  const { body } = await bulk([wrong(), creation('a'), wrong(), creation('b', user(last))], {
    failOnErrors: 2,
  });
  expect(body.Operations.map(({ status }: { status: string }) => status)).toEqual(['400', '201', '400']);
  expect(await client.find(`userName eq "${last}"`)).toEqual([]);
});

const managedBy = (bulkId: string) => ({ [enterpriseSchema]: { manager: { value: `bulkId:${bulkId}` } } });

test.each<[string, (taken: string, id: string) => object[]]>([
  [
    'a circle',
    () => [
      creation('a', user('no address')),
      creation('b', user(nextUserName(), managedBy('c'))),
      creation('c', user(nextUserName(), managedBy('b'))),
    ],
  ],
  [
    'a change behind a creation that waited for others',
    (taken, id) => [creation('a', user(taken)), { method: 'DELETE', path: `/Users/${id}` }],
  ],
  [
    'an operation that cannot be read behind a creation that waited for others',
    (taken) => [creation('a', user(taken)), { method: 'POST', path: '/Elsewhere', bulkId: 'b', data: {} }],
  ],
  ['a creation behind one', (taken) => [creation('a', user(taken)), creation('b', user(nextUserName()))]],
])('%s is not begun after the last error that may be', async (_, operations) => {
  const taken = nextUserName();
  const { id } = await client.create(taken);
  const before = (await client.get('/Users?count=0')).body.totalResults;
  const { body } = await bulk(operations(taken, id), { failOnErrors: 1 });
  expect(body.Operations).toHaveLength(1);
  expect((await client.get('/Users?count=0')).body.totalResults).toBe(before);
});

test('an operation is bound to a version, as it is by If-Match', async () => {
  const { id } = await client.create(nextUserName());
  const patch = {
    method: 'PATCH',
    path: `/Users/${id}`,
    data: patchOf({ op: 'replace', value: { title: 'x' } }),
  };
  const { body } = await bulk([
    { ...patch, version: 'W/"7"' },
    { ...patch, version: 'W/"1"' },
    { method: 'DELETE', path: `/Users/${id}`, version: 'W/"1"' },
  ]);
  expect(body.Operations.map(({ status }: { status: string }) => status)).toEqual(['412', '200', '412']);
});

test('a thousand creates are one request, and one more is too many', async () => {
  const creations = Array.from({ length: 1001 }, (_, index) => creation(`n${index}`));
  const refused = await bulk(creations);
  expect([refused.status, refused.body.detail]).toEqual([413, expect.stringContaining('1000')]);
  const { body } = await bulk(creations.slice(1));
  expect(new Set(body.Operations.map(({ status }: { status: string }) => status))).toEqual(new Set(['201']));
  expect((await client.get('/Users?count=0')).body.totalResults).toBeGreaterThanOrEqual(1000);
});

test('a request that is too large is refused with its limit', async () => {
  const large = creation('large', user(nextUserName(), { title: 'x'.repeat(1_100_000) }));
  const { status, body } = await bulk([large]);
  expect([status, body.detail]).toEqual([413, expect.stringContaining('1048576')]);
});

test.each([
  ['no schemas', { Operations: [] }],
  ['another schema', { schemas: [groupSchema], Operations: [] }],
  ['no operations', { schemas: [bulkSchema] }],
  ['an empty list of operations', { schemas: [bulkSchema], Operations: [] }],
  [
    'a failOnErrors that is no number',
    { schemas: [bulkSchema], Operations: [creation('n')], failOnErrors: 'two' },
  ],
])('a request with %s is refused', async (_, body) => {
  expect((await client.post('/Bulk', body)).status).toBe(400);
});
