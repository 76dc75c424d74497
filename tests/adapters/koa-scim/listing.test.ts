import { beforeAll, expect, test } from 'vitest';
import type { ScimClient } from '../../support/scim-client.ts';
import { serverOn } from '../../support/start-server.ts';

const server = serverOn();
let client: ScimClient;
const names = Array.from({ length: 5 }, (_, index) => `agent-${index}@example.com`);
beforeAll(async () => {
  ({ client } = await server().openAccount());
  for (const name of names) await client.create(name, { active: name !== names[2] });
});

const page = async (query: string) => {
  const { status, body, text } = await client.get(`/Users?${query}`);
  if (status !== 200) throw new Error(text);
  return { ...body, names: body.Resources.map(({ userName }: { userName: string }) => userName) };
};

test('all are listed in the order in which they came, deactivated ones too', async () => {
  expect(await page('')).toMatchObject({
    schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
    totalResults: 5,
    startIndex: 1,
    itemsPerPage: 5,
    names,
  });
});

test('pages neither miss nor repeat anybody', async () => {
  const pages = [
    await page('startIndex=1&count=2'),
    await page('count=2&startIndex=3'),
    await page('startIndex=5&count=2'),
  ];
  expect(pages.flatMap((one) => one.names)).toEqual(names);
  expect(
    pages.map(({ totalResults, startIndex, itemsPerPage }) => [totalResults, startIndex, itemsPerPage]),
  ).toEqual([
    [5, 1, 2],
    [5, 3, 2],
    [5, 5, 1],
  ]);
});

test.each([
  ['startIndex=0', 1, 5],
  ['startIndex=-7', 1, 5],
  ['startIndex=6', 6, 0],
  ['startIndex=999999999999999', 999999999999999, 0],
  ['count=0', 1, 0],
  ['count=-1', 1, 0],
  ['count=1001', 1, 5],
  ['startIndex=4&count=1', 4, 1],
])('%s starts at %i and has %i of 5', async (query, startIndex, itemsPerPage) => {
  expect(await page(query)).toMatchObject({ totalResults: 5, startIndex, itemsPerPage });
});

test.each(['startIndex=one', 'count=1.5', 'startIndex=1e3', 'count=9999999999999999', 'count=1%'])(
  '%s is refused, with the name of the parameter',
  async (query) => {
    const { status, body } = await client.get(`/Users?${query}`);
    expect([status, body.scimType]).toEqual([400, 'invalidValue']);
    expect(body.detail).toContain(`"${query.split('=')[0]}"`);
  },
);

test('at most 1000 come at once, and 100 where no number is given', async () => {
  const { client: large } = await server().openAccount('Large');
  await Promise.all(Array.from({ length: 101 }, (_, index) => large.create(`many-${index}@example.com`)));
  const { body } = await large.get('/Users');
  expect([body.totalResults, body.itemsPerPage]).toEqual([101, 100]);
  const { body: rest } = await large.get('/Users?startIndex=101&count=100');
  expect([rest.totalResults, rest.itemsPerPage]).toEqual([101, 1]);
});
