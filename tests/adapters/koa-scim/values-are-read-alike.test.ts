import { beforeAll, describe, expect, test } from 'vitest';
import {
  enterpriseSchema,
  groupSchema,
  patchOf,
  type ScimClient,
  user,
  userGroupSchema,
} from '../../support/scim-client.ts';
import { serverOn } from '../../support/start-server.ts';

const server = serverOn();
let client: ScimClient;
beforeAll(async () => {
  const account = await server().openAccount();
  const { caller } = account;
  client = account.client;
  await server().application.switchGroupsOverScim(caller, { on: true });
});

let made = 0;
const next = () => {
  made += 1;
  return String(made);
};
const nextUserName = () => `agent-${next()}@example.com`;

const bulkOf = (...Operations: object[]) => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
  Operations,
});

/** What is sent for an attribute, and what is kept of it. */
const values: readonly (readonly [string, unknown, unknown])[] = [
  [`${enterpriseSchema}:manager`, 'id', { value: 'id' }],
  [`${enterpriseSchema}:manager`, 7, { value: '7' }],
  [`${enterpriseSchema}:manager`, '', undefined],
  [`${enterpriseSchema}:manager`, [], undefined],
  [`${enterpriseSchema}:manager`, [{ value: 'm' }], { value: 'm' }],
  [`${enterpriseSchema}:manager`, ['m'], { value: 'm' }],
  [`${enterpriseSchema}:employeeNumber`, 7, '7'],
  [`${enterpriseSchema}:department`, ['Care'], 'Care'],
  ['title', true, 'true'],
  ['title', ['x'], 'x'],
  ['title', [], undefined],
  ['externalId', 7, '7'],
  ['name', [{ givenName: 'Ada', formatted: 'Ada' }], { givenName: 'Ada', formatted: 'Ada' }],
  ['name', '', undefined],
  ['roles', 'ADMIN', [{ value: 'ADMIN' }]],
  ['roles', ['a', { value: 'b' }, 7], [{ value: 'a' }, { value: 'b' }, { value: '7' }]],
  ['roles', '', undefined],
  ['roles', { value: 'a', primary: 'True' }, [{ value: 'a', primary: true }]],
  ['roles', [{ value: 'a', primary: '' }], [{ value: 'a' }]],
  ['phoneNumbers', { type: 'work', value: 1 }, [{ type: 'work', value: '1' }]],
  ['addresses', { locality: ['Paris'], postalCode: 75001 }, [{ locality: 'Paris', postalCode: '75001' }]],
  ['addresses', '', undefined],
  ['photos', 'https://example.com/Ada', [{ value: 'https://example.com/Ada' }]],
  ['profileUrl', '', undefined],
  ['x509Certificates', 'QUJD\r\nREVG\n', [{ value: 'QUJDREVG' }]],
  [
    'entitlements',
    [{ value: 'a' }, { value: 'A' }, { value: 'a', type: 't' }],
    [{ value: 'a' }, { value: 'a', type: 't' }],
  ],
  [
    'ims',
    [
      { value: 'a', type: 'xmpp' },
      { value: 'a', type: 'XMPP', display: 'A' },
    ],
    [{ value: 'a', type: 'xmpp', display: 'A' }],
  ],
  [
    'photos',
    [{ value: 'https://x/a' }, { value: 'https://x/A' }],
    [{ value: 'https://x/a' }, { value: 'https://x/A' }],
  ],
  [
    'x509Certificates',
    [{ value: 'QUJD' }, { value: 'qujd' }, { value: 'QUJD' }],
    [{ value: 'QUJD' }, { value: 'qujd' }],
  ],
  [
    'addresses',
    [
      { locality: 'Paris', country: 'FR' },
      { country: 'FR', locality: 'Paris' },
    ],
    [{ locality: 'Paris', country: 'FR' }],
  ],
];

/** The attributes of a body in which the one at the path has the value. */
function bodyWith(path: string, value: unknown): object {
  const [, urn, name] = /^(urn:.*):(\w+)$/.exec(path) ?? [];
  return urn === undefined ? { [path]: value } : { [urn]: { [name ?? '']: value } };
}

function valueAt(path: string, body: Record<string, unknown>): unknown {
  const [, urn, name] = /^(urn:.*):(\w+)$/.exec(path) ?? [];
  if (urn === undefined) return body[path];
  return (body[urn] as Record<string, unknown> | undefined)?.[name ?? ''];
}

test.each(values)('%s: %j is %j, by POST, PUT, PATCH and in Bulk', async (path, sent, kept) => {
  const userName = nextUserName();
  const body = bodyWith(path, sent);
  const created = await client.create(userName, body);
  expect(valueAt(path, created)).toEqual(kept);
  const resource = `/Users/${created.id}`;
  const put = await client.put(resource, user(userName, body));
  expect([valueAt(path, put.body), put.body.meta.version]).toEqual([kept, created.meta.version]);
  for (const operations of [
    [{ op: 'replace', path, value: sent }],
    [
      { op: 'remove', path },
      { op: 'add', path, value: sent },
    ],
    [{ op: 'replace', value: body }],
    [{ op: 'replace', value: { [path]: sent } }],
    [
      { op: 'remove', path },
      { op: 'Add', value: body },
    ],
  ]) {
    const patched = await client.patch(resource, patchOf(...operations));
    expect([operations, valueAt(path, patched.body)]).toEqual([operations, kept]);
  }
  const { body: bulk } = await client.post(
    '/Bulk',
    bulkOf(
      { method: 'POST', path: '/Users', bulkId: 'a', data: user(nextUserName(), body) },
      { method: 'PUT', path: resource, data: user(userName) },
      { method: 'PATCH', path: resource, data: patchOf({ op: 'add', path, value: sent }) },
    ),
  );
  expect(bulk.Operations.map(({ status }: { status: string }) => status)).toEqual(['201', '200', '200']);
  const [{ location }] = bulk.Operations;
  expect(valueAt(path, (await client.get(new URL(location).pathname.slice('/scim/v2'.length))).body)).toEqual(
    kept,
  );
  expect(valueAt(path, (await client.get(resource)).body)).toEqual(kept);
});

test('emails come as one object, or as one address', async () => {
  for (const emails of [{ type: 'work' }, 'value']) {
    const userName = nextUserName();
    const given = typeof emails === 'string' ? userName : { ...emails, value: userName };
    const created = await client.create(userName, { emails: given });
    expect(created.emails).toMatchObject([{ value: userName, primary: true }]);
    const put = await client.put(`/Users/${created.id}`, user(userName, { emails: given }));
    expect(put.body.emails).toEqual(created.emails);
  }
});

test.each([
  ['title', { a: 1 }, '"title" must be a string, not an object.'],
  ['title', ['a', 'b'], '"title" must be a string, not a list.'],
  ['name', 'Ada', '"name" must be an object, not a string.'],
  ['profile', 'London', '"profile" must be an object, not a string.'],
  ['addresses', 'Paris', '"addresses[0]" must be an object, not a string.'],
  ['active', 'yes', '"active" must be true or false, not a string.'],
  ['active', 1, '"active" must be true or false, not a number.'],
  ['photos', 'a b', '"photos[0].value" must be a URI; a URI cannot have its character 2.'],
  [
    'x509Certificates',
    'QU*D',
    '"x509Certificates[0].value" must be a string in base64; base64 cannot have its character 3.',
  ],
  [
    'x509Certificates',
    'QUJDR',
    '"x509Certificates[0].value" must be a string in base64; the text ends in the middle of a byte.',
  ],
])('%s: %j is refused by POST, PUT and PATCH', async (name, sent, detail) => {
  const userName = nextUserName();
  const { id } = await client.create(userName);
  for (const answer of [
    await client.post('/Users', user(nextUserName(), { [name]: sent })),
    await client.put(`/Users/${id}`, user(userName, { [name]: sent })),
    await client.patch(`/Users/${id}`, patchOf({ op: 'replace', path: name, value: sent })),
    await client.patch(`/Users/${id}`, patchOf({ op: 'add', value: { [name]: sent } })),
  ]) {
    expect(answer.body).toMatchObject({ status: '400', scimType: 'invalidValue', detail });
  }
});

const groupPaths = [
  ['/Groups', groupSchema],
  ['/Usergroups', userGroupSchema],
] as const;

describe.each(groupPaths)('a group at %s', (endpoint, schema) => {
  const membersOf = async (id: string) =>
    ((await client.get(`${endpoint}/${id}`)).body.members ?? []).map(({ value }: { value: string }) => value);

  test('takes its members in every form, once each', async () => {
    const [a, b] = await Promise.all([1, 2].map(() => client.create(nextUserName(), { roles: 'manager' })));
    const body = (members: unknown, displayName = `Group ${next()}`) => ({
      schemas: [schema],
      displayName,
      members,
    });
    for (const members of [{ value: a.id }, a.id, [a.id], [{ value: a.id }, { value: a.id, display: 'x' }]]) {
      const created = await client.post(endpoint, body(members));
      expect([members, created.status]).toEqual([members, 201]);
      const path = `${endpoint}/${created.body.id}`;
      expect(await membersOf(created.body.id)).toEqual([a.id]);
      expect((await client.put(path, body([], created.body.displayName))).status).toBe(200);
      expect((await client.put(path, body(members, created.body.displayName))).status).toBe(200);
      expect(await membersOf(created.body.id)).toEqual([a.id]);
      for (const operation of [
        { op: 'replace', path: 'members', value: members },
        { op: 'add', path: 'members', value: members },
        { op: 'add', value: { members } },
      ]) {
        await client.patch(path, patchOf({ op: 'replace', path: 'members', value: [{ value: b.id }] }));
        expect((await client.patch(path, patchOf(operation))).status).toBe(204);
        expect(await membersOf(created.body.id)).toEqual(operation.op === 'add' ? [a.id, b.id] : [a.id]);
      }
      const data = patchOf({ op: 'remove', path: 'members', value: members });
      const bulk = await client.post('/Bulk', bulkOf({ method: 'PATCH', path, data }));
      expect(bulk.body.Operations[0].status).toBe('200');
      expect(await membersOf(created.body.id)).toEqual([b.id]);
    }
  });

  test('loses the member whose id is named, however stale the rest is', async () => {
    const [a, b] = await Promise.all([1, 2].map(() => client.create(nextUserName(), { roles: 'manager' })));
    const displayName = `Group ${next()}`;
    const { body } = await client.post(endpoint, { schemas: [schema], displayName, members: [a.id, b.id] });
    const value = [
      { value: a.id, display: 'stale', $ref: 'https://elsewhere.example/Users/1', type: 'User' },
    ];
    await client.patch(`${endpoint}/${body.id}`, patchOf({ op: 'Remove', path: 'members', value }));
    expect(await membersOf(body.id)).toEqual([b.id]);
  });

  test('has a name and an externalId that came as numbers', async () => {
    const name = Number(next()) + 10_000;
    const { body } = await client.post(endpoint, {
      schemas: [schema],
      displayName: name,
      externalId: [name],
    });
    expect(body).toMatchObject({ displayName: String(name), externalId: String(name) });
    const patched = await client.patch(
      `${endpoint}/${body.id}`,
      patchOf({ op: 'replace', value: { displayName: [name + 1] } }),
    );
    expect(patched.status).toBe(204);
    expect((await client.get(`${endpoint}/${body.id}`)).body.displayName).toBe(String(name + 1));
  });
});

const work = { value: '1', type: 'work' };
const mobile = { value: '1', type: 'mobile' };

test.each<[string, readonly object[], unknown, readonly object[]]>([
  ['phoneNumbers', [work, mobile], [{ type: 'mobile', value: '1' }], [work]],
  ['phoneNumbers', [work, mobile], { type: 'MOBILE', value: 1 }, [work]],
  ['phoneNumbers', [work, mobile], [{ value: '1' }], []],
  ['phoneNumbers', [work, mobile], [{ type: 'mobile', value: '2' }], [work, mobile]],
  [
    'phoneNumbers',
    [work, { ...mobile, primary: true }],
    [{ value: '1', primary: false }],
    [{ ...mobile, primary: true }],
  ],
  ['phoneNumbers', [work, { ...mobile, primary: true }], [{ value: '1', primary: 'True' }], [work]],
  ['phoneNumbers', [work, mobile], [{ ...mobile, display: '', unknown: 'x' }], [work]],
  ['roles', [{ value: 'a' }, { value: 'a', type: 't' }], [{ value: 'A', type: 't' }], [{ value: 'a' }]],
  [
    'entitlements',
    [
      { value: 'a', display: 'x' },
      { value: 'a', display: 'y', type: 't' },
    ],
    [{ display: 'x' }],
    [{ value: 'a', display: 'y', type: 't' }],
  ],
  [
    'addresses',
    [
      { locality: 'Paris', type: 'work' },
      { locality: 'Paris', type: 'home' },
    ],
    [{ locality: 'Paris', type: 'home' }],
    [{ locality: 'Paris', type: 'work' }],
  ],
  [
    'ims',
    [
      { value: 'a', type: 'xmpp' },
      { value: 'a', type: 'aim' },
    ],
    [{ value: 'a', type: 'aim' }],
    [{ value: 'a', type: 'xmpp' }],
  ],
  [
    'photos',
    [{ value: 'https://x/a' }, { value: 'https://x/A' }],
    [{ value: 'https://x/A' }],
    [{ value: 'https://x/a' }],
  ],
  ['x509Certificates', [{ value: 'QUJD' }, { value: 'qujd' }], [{ value: 'QU\nJD' }], [{ value: 'qujd' }]],
])('of %s %j the removal of %j leaves %j', async (name, before, value, after) => {
  const { id } = await client.create(nextUserName(), { [name]: before });
  const { body } = await client.patch(`/Users/${id}`, patchOf({ op: 'Remove', path: name, value }));
  expect(body[name] ?? []).toEqual(after);
});

test('emails are removed by all that is given as well', async () => {
  const userName = nextUserName();
  const [home, other] = ['home', 'other'].map((type) => ({ value: 'x@example.com', type }));
  const { id } = await client.create(userName, { emails: [{ value: userName, primary: true }, home, other] });
  const { body } = await client.patch(
    `/Users/${id}`,
    patchOf({ op: 'Remove', path: 'emails', value: [home] }),
  );
  expect(body.emails).toEqual([{ value: userName, primary: true }, other]);
});

test.each([
  ['profileUrl', { profileUrl: 'https://Example.com/Ada' }, 'https://Example.com/Ada'],
  ['photos.value', { photos: ['https://Example.com/Ada'] }, 'https://Example.com/Ada'],
  ['photos', { photos: ['https://Example.com/Eva'] }, 'https://Example.com/Eva'],
  ['x509Certificates.value', { x509Certificates: ['QUJDabc'] }, 'QUJDabc'],
  [
    `${enterpriseSchema}:manager.$ref`,
    { [enterpriseSchema]: { manager: { $ref: '../Users/Ab' } } },
    '../Users/Ab',
  ],
])('%s is found with regard to letter case', async (path, fields, value) => {
  const { client: other } = await server().openAccount();
  const { id } = await other.create(nextUserName(), fields);
  expect(await other.find(`${path} eq ${JSON.stringify(value)}`)).toEqual([id]);
  expect(await other.find(`${path} sw ${JSON.stringify(value.slice(0, 9))}`)).toEqual([id]);
  expect(await other.find(`${path} eq ${JSON.stringify(value.toLowerCase())}`)).toEqual([]);
  expect(await other.find(`${path} co ${JSON.stringify(value.toUpperCase())}`)).toEqual([]);
});

test('what a filter compares is read as a value of the attribute', async () => {
  const { client: other } = await server().openAccount();
  const { id } = await other.create(nextUserName(), {
    ...{ title: 7, x509Certificates: 'QUJD', roles: [{ value: 'a', primary: true }] },
    [enterpriseSchema]: { employeeNumber: 12, manager: 5 },
  });
  for (const filter of [
    ...['title eq 7', 'x509Certificates eq "QU\\r\\nJD"', 'roles[primary eq "TRUE"]', 'active eq "true"'],
    ...[`${enterpriseSchema}:employeeNumber eq 12`, `${enterpriseSchema}:manager eq 5`],
  ]) {
    expect([filter, await other.find(filter)]).toEqual([filter, [id]]);
  }
});
