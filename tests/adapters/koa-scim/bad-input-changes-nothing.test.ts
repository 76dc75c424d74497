import { beforeAll, expect, test } from 'vitest';
import {
  enterpriseSchema,
  errorSchema,
  patchOf,
  patchSchema,
  userSchema,
} from '../../support/scim-client.ts';
import { serverOn, type TestAccount } from '../../support/start-server.ts';

const bodyBytesMax = 20_000;
const server = serverOn(undefined, { bodyBytesMax });
let account: TestAccount;
let path: string;
const userName = 'ada@example.com';
beforeAll(async () => {
  account = await server().openAccount();
  const { id } = await account.client.create(userName, {
    ...{ title: 'Countess', profile: { location: 'London' }, externalId: '00uada' },
  });
  path = `/Users/${id}`;
});

interface Expected {
  readonly status?: number;
  readonly scimType?: string;
  readonly detail: RegExp | string;
}

/** What the account is, agents and how many of them ever changed. */
async function everything(): Promise<string> {
  const changes = (await account.journal()).filter(({ refusal }) => refusal === undefined);
  return (await account.client.get('/Users')).text + changes.length;
}

async function refused(
  method: string,
  at: string,
  request: { body: unknown; headers?: Record<string, string> },
  { status = 400, scimType, detail }: Expected,
): Promise<void> {
  const before = await everything();
  const answer = await account.client.send(method, at, request);
  expect(answer, answer.text).toMatchObject({ status });
  expect(answer.headers['content-type']).toBe('application/scim+json');
  expect(answer.body).toMatchObject({ schemas: [errorSchema], status: String(status) });
  expect(answer.body.scimType).toBe(scimType);
  expect(answer.body.detail).toMatch(detail);
  expect(await everything()).toBe(before);
}

const resource = (fields: object) => ({ schemas: [userSchema], userName, ...fields });
const nested = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;

const unreadable: readonly (readonly [string, unknown, Expected])[] = [
  ['what is not JSON', '{"userName": ada}', { detail: 'not JSON', scimType: 'invalidSyntax' }],
  ['JSON cut short', '{"schemas": ["', { detail: 'not JSON', scimType: 'invalidSyntax' }],
  ['nothing', '', { detail: 'no body', scimType: 'invalidSyntax' }],
  ['a list', [], { detail: 'object', scimType: 'invalidSyntax' }],
  ['a text', '"x"', { detail: 'object', scimType: 'invalidSyntax' }],
  ['null', 'null', { detail: 'object', scimType: 'invalidSyntax' }],
  ['33 levels', nested(33), { detail: 'nested too deeply', scimType: 'invalidSyntax' }],
  ['10,000 brackets', '['.repeat(10_000), { detail: 'nested too deeply', scimType: 'invalidSyntax' }],
  ['no UTF-8', Buffer.from([0x7b, 0xff]), { detail: 'UTF-8', scimType: 'invalidSyntax' }],
  ['no schemas', { userName }, { detail: '"schemas"', scimType: 'invalidSyntax' }],
];
const everyWrite = [
  ['POST', '/Users'],
  ['PUT', ''],
  ['PATCH', ''],
] as const;

test.each(everyWrite.flatMap(([method, at]) => unreadable.map((row) => [method, ...row, at] as const)))(
  '%s with %s',
  async (method, _, body, expected, at) => {
    await refused(method, at || path, { body }, expected);
  },
);

const wrongKinds = [
  ['application/xml', {}, 'application/scim+json or application/json'],
  ['text/plain', {}, 'application/scim+json or application/json'],
  ['application/json; charset=latin1', {}, 'utf-8'],
  ['application/json', { 'Content-Encoding': 'gzip' }, 'compressed'],
] as const;
test.each(everyWrite.flatMap(([method, at]) => wrongKinds.map((row) => [method, ...row, at] as const)))(
  '%s of %s %j',
  async (method, type, headers, detail, at) => {
    const body = resource({ title: 'Admiral' });
    await refused(
      method,
      at || path,
      { body, headers: { 'Content-Type': type, ...headers } },
      { status: 415, detail },
    );
  },
);

test('a body of as many bytes as are allowed is taken, and one of a byte more refused', async () => {
  const filled = (bytes: number) => {
    const empty = JSON.stringify(resource({ externalId: '00uada', ignored: '' }));
    return JSON.stringify(resource({ externalId: '00uada', ignored: 'x'.repeat(bytes - empty.length) }));
  };
  for (const bytes of [bodyBytesMax - 1, bodyBytesMax]) {
    expect((await account.client.put(path, filled(bytes))).status).toBe(200);
  }
  for (const [method, at] of everyWrite) {
    await refused(
      method,
      at || path,
      { body: filled(bodyBytesMax + 1) },
      { status: 413, detail: '20000 bytes' },
    );
  }
});

const wrongAttributes: readonly (readonly [object, Expected])[] = [
  [{ userName: undefined }, { detail: '"userName"', scimType: 'invalidValue' }],
  [{ userName: null }, { detail: '"userName"', scimType: 'invalidValue' }],
  [{ userName: 42 }, { detail: /"userName" must be .*string/, scimType: 'invalidValue' }],
  [{ userName: [userName] }, { detail: '"userName"', scimType: 'invalidValue' }],
  [{ active: 'perhaps' }, { detail: '"active"', scimType: 'invalidValue' }],
  [{ active: 1 }, { detail: '"active"', scimType: 'invalidValue' }],
  [{ active: {} }, { detail: '"active"', scimType: 'invalidValue' }],
  [{ name: 'Ada' }, { detail: '"name"', scimType: 'invalidValue' }],
  [{ name: { givenName: 1815 } }, { detail: '"name.givenName"', scimType: 'invalidValue' }],
  [{ emails: 'ada@example.com' }, { detail: '"emails"', scimType: 'invalidValue' }],
  [{ emails: ['ada@example.com'] }, { detail: '"emails', scimType: 'invalidValue' }],
  [{ emails: [{ value: 1 }] }, { detail: '"emails', scimType: 'invalidValue' }],
  [{ emails: [{ value: 'no address' }] }, { detail: '"emails.value"', scimType: 'invalidValue' }],
  [{ emails: [{ value: userName, primary: 'x' }] }, { detail: '"emails', scimType: 'invalidValue' }],
  [
    {
      emails: [
        { value: userName, primary: true },
        { value: 'b@x.co', primary: true },
      ],
    },
    { detail: '"emails"', scimType: 'invalidValue' },
  ],
  [
    { emails: [{ value: 'other@example.com', primary: true }] },
    { detail: 'primary email', scimType: 'invalidValue' },
  ],
  [{ title: { text: 'Countess' } }, { detail: '"title"', scimType: 'invalidValue' }],
  [{ addresses: {} }, { detail: '"addresses"', scimType: 'invalidValue' }],
  [{ phoneNumbers: [1] }, { detail: '"phoneNumbers', scimType: 'invalidValue' }],
  [{ profile: 'London' }, { detail: '"profile"', scimType: 'invalidValue' }],
  [{ profile: { location: { city: 'London' } } }, { detail: '"profile.location"', scimType: 'invalidValue' }],
  [{ profile: { '1st': 'x' } }, { detail: '"profile.1st"', scimType: 'invalidValue' }],
  [{ [enterpriseSchema]: 'x' }, { detail: enterpriseSchema, scimType: 'invalidValue' }],
  [
    { [enterpriseSchema]: { department: 7 } },
    { detail: `${enterpriseSchema}:department`, scimType: 'invalidValue' },
  ],
  [{ externalId: 'x'.repeat(256) }, { detail: '"externalId"', scimType: 'invalidValue' }],
  [{ schemas: 'x' }, { detail: '"schemas"', scimType: 'invalidSyntax' }],
  [{ schemas: ['urn:example:unknown'] }, { detail: 'urn:example:unknown', scimType: 'invalidValue' }],
  [
    { schemas: [userSchema, 'urn:example:unknown'] },
    { detail: 'urn:example:unknown', scimType: 'invalidValue' },
  ],
  [{ schemas: [patchSchema] }, { detail: '"schemas"', scimType: 'invalidValue' }],
  [
    { title: 'x', TITLE: 'y' },
    { detail: /"TITLE" .*twice/, scimType: 'invalidSyntax' },
  ],
];

test.each(wrongAttributes)('a POST with %j', async (fields, expected) => {
  // Another user name where it is not the matter, so that nothing but the matter is refused.
  const body = JSON.parse(JSON.stringify(resource(fields)).replaceAll(userName, 'grace@example.com'));
  await refused('POST', '/Users', { body }, expected);
});

test.each(wrongAttributes)('a PUT with %j', async (fields, expected) => {
  await refused('PUT', path, { body: resource(fields) }, expected);
});

test.each(['ada', 'ada@', '@example.com', 'a b@example.com', '', `${'x'.repeat(65)}@example.com`])(
  'the user name %j is no email address',
  async (name) => {
    const expected = { detail: '"userName"', scimType: 'invalidValue' };
    await refused('POST', '/Users', { body: resource({ userName: name }) }, expected);
  },
);

test.each(['other@example.com', 'ada', ''])('a PUT cannot make the user name %j', async (name) => {
  const expected = { detail: '"userName"', scimType: 'mutability' };
  await refused('PUT', path, { body: resource({ userName: name }) }, expected);
});

test('a user name that is taken, in whatever letter case', async () => {
  const expected = { status: 409, detail: /userName/, scimType: 'uniqueness' };
  for (const name of [userName, 'ADA@Example.COM']) {
    await refused('POST', '/Users', { body: resource({ userName: name }) }, expected);
  }
});

const wrongOperations: readonly (readonly [object, Expected])[] = [
  [
    { op: 'increase', path: 'title', value: 'x' },
    { detail: 'Operations[0].op', scimType: 'invalidSyntax' },
  ],
  [
    { path: 'title', value: 'x' },
    { detail: 'Operations[0].op', scimType: 'invalidSyntax' },
  ],
  [
    { op: 'replace', path: 'title' },
    { detail: 'Operations[0].value', scimType: 'invalidValue' },
  ],
  [
    { op: 'replace', path: 7, value: 'x' },
    { detail: 'Operations[0].path', scimType: 'invalidPath' },
  ],
  [
    { op: 'replace', value: 'x' },
    { detail: 'Operations[0].value', scimType: 'invalidValue' },
  ],
  [{ op: 'remove' }, { detail: 'Operations[0].path', scimType: 'noTarget' }],
  [
    { op: 'replace', path: 'colour', value: 'x' },
    { detail: '"colour"', scimType: 'invalidPath' },
  ],
  [
    { op: 'replace', path: 'name.colour', value: 'x' },
    { detail: '"name.colour"', scimType: 'invalidPath' },
  ],
  [
    { op: 'replace', path: 'title[', value: 'x' },
    { detail: /./, scimType: 'invalidPath' },
  ],
  [
    { op: 'replace', path: '', value: 'x' },
    { detail: /./, scimType: 'invalidPath' },
  ],
  [
    { op: 'replace', path: 'urn:example:x:title', value: 'x' },
    { detail: 'urn:example', scimType: 'invalidPath' },
  ],
  [
    { op: 'replace', path: 'title', value: 7 },
    { detail: '"title"', scimType: 'invalidValue' },
  ],
  [
    { op: 'replace', path: 'active', value: 'perhaps' },
    { detail: '"active"', scimType: 'invalidValue' },
  ],
  [
    { op: 'add', path: 'emails', value: 'x' },
    { detail: '"emails', scimType: 'invalidValue' },
  ],
  [
    { op: 'replace', value: { name: { givenName: 7 } } },
    { detail: '"name.givenName"', scimType: 'invalidValue' },
  ],
  [
    { op: 'replace', path: 'profile.location', value: { x: 1 } },
    { detail: '"profile.location"', scimType: 'invalidValue' },
  ],
  [
    { op: 'replace', path: 'userName', value: 'other@example.com' },
    { detail: '"userName"', scimType: 'mutability' },
  ],
  [
    { op: 'replace', value: { userName: 'other@example.com' } },
    { detail: '"userName"', scimType: 'mutability' },
  ],
  [
    { op: 'remove', path: 'userName' },
    { detail: '"userName"', scimType: 'mutability' },
  ],
  [
    { op: 'replace', path: 'userName', value: null },
    { detail: '"userName"', scimType: 'mutability' },
  ],
  [
    { op: 'replace', path: 'id', value: 'mine' },
    { detail: '"id"', scimType: 'mutability' },
  ],
  [
    { op: 'replace', path: 'meta.version', value: 'W/"9"' },
    { detail: '"meta', scimType: 'mutability' },
  ],
  [
    { op: 'replace', path: 'emails[primary eq true].value', value: 'b@x.co' },
    { detail: 'primary email', scimType: 'invalidValue' },
  ],
];

test.each(wrongOperations)(
  'a PATCH with %j, also after an operation that would have gone through',
  async (operation, expected) => {
    await refused('PATCH', path, { body: patchOf(operation) }, expected);
    const second = expected.detail.toString().includes('Operations')
      ? { ...expected, detail: /Operations\[1\]/ }
      : expected;
    await refused(
      'PATCH',
      path,
      { body: patchOf({ op: 'replace', path: 'title', value: 'Admiral' }, operation) },
      second,
    );
  },
);

test.each([
  [{ Operations: [] }, { detail: '"schemas"', scimType: 'invalidSyntax' }],
  [
    { schemas: [userSchema], Operations: [] },
    { detail: '"schemas"', scimType: 'invalidSyntax' },
  ],
  [{ schemas: [patchSchema] }, { detail: '"Operations"', scimType: 'invalidSyntax' }],
  [
    { schemas: [patchSchema], Operations: {} },
    { detail: '"Operations"', scimType: 'invalidSyntax' },
  ],
  [
    { schemas: [patchSchema], Operations: ['x'] },
    { detail: 'Operations[0]', scimType: 'invalidSyntax' },
  ],
])('a PATCH whose message is %j', async (body, expected) => {
  await refused('PATCH', path, { body }, expected);
});

test('without Single Sign-On nobody is provisioned, and the detail says what to do', async () => {
  const { client } = await server().openAccount('No SSO', { sso: false });
  const { status, body } = await client.post('/Users', resource({}));
  expect([status, body.status]).toEqual([403, '403']);
  expect(body.detail).toContain('Set up Single Sign-On with Okta');
  expect((await client.get('/Users')).body.totalResults).toBe(0);
});

test('none of this is a mistake of ours', () => {
  expect(server().logLines.filter((line) => JSON.parse(line).level >= 50)).toEqual([]);
});
