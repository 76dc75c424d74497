import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { errorSchema } from '../../support/scim-client.ts';
import { type Expected, resource, unchanging, userName } from './unchanging.ts';

const bodyBytesMax = 20_000;
const subject = unchanging(bodyBytesMax);

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
    await subject().refuses(method, at || subject().path, { body }, expected);
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
    await subject().refuses(
      method,
      at || subject().path,
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
    expect((await subject().account.client.put(subject().path, filled(bytes))).status).toBe(200);
  }
  for (const [method, at] of everyWrite) {
    await subject().refuses(
      method,
      at || subject().path,
      { body: filled(bodyBytesMax + 1) },
      { status: 413, detail: '20000 bytes' },
    );
  }
});

test.each([
  ['POST', '/Users'],
  ['POST', '/Groups'],
  ['POST', '/Usergroups'],
  ['PUT', '/Users/1'],
  ['PATCH', '/Groups/1'],
  ['POST', '/Bulk'],
  ['POST', '/.search'],
  ['POST', '/Users/.search'],
])(
  '%s %s of a body whose length is not told is refused at the limit, and the next request is answered',
  async (method, path) => {
    const { client, token } = subject().account;
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const { hostname, port, pathname } = new URL(client.baseUrl);
    const sending = { agent, hostname, port, headers: { apiToken: token.text } };
    const upload = request({ ...sending, method, path: pathname + path });
    upload.write('x'.repeat(bodyBytesMax + 1));
    const [refused] = (await once(upload, 'response')) as [IncomingMessage];
    expect([refused.statusCode, refused.headers.connection]).toEqual([413, 'close']);
    expect(JSON.parse(await text(refused))).toMatchObject({ schemas: [errorSchema], status: '413' });
    const next = request({ ...sending, path: `${pathname}/Users?count=0` }).end();
    const [answer] = (await once(next, 'response')) as [IncomingMessage];
    expect([answer.statusCode, JSON.parse(await text(answer)).totalResults]).toEqual([200, 1]);
    agent.destroy();
  },
);

test('none of this is a mistake of ours', () => {
  expect(subject().mistakes()).toEqual([]);
});
