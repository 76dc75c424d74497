import { expect, test } from 'vitest';
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

test('none of this is a mistake of ours', () => {
  expect(subject().mistakes()).toEqual([]);
});
