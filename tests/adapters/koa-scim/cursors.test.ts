import { beforeAll, expect, test } from 'vitest';
import type { ScimClient } from '../../support/scim-client.ts';
import { serverOn } from '../../support/start-server.ts';

const server = serverOn();
let client: ScimClient;
const names = Array.from({ length: 7 }, (_, index) => `agent-${index}@example.com`);
beforeAll(async () => {
  ({ client } = await server().openAccount());
  for (const [index, name] of names.entries())
    await client.create(name, index < 4 ? { title: ['b', 'A', 'c', 'b'][index] } : {});
});

const page = async (query: string, of = client) => {
  const { status, body, text } = await of.get(`/Users?${query}`);
  if (status !== 200) throw new Error(text);
  return { ...body, names: body.Resources.map(({ userName }: { userName: string }) => userName) };
};
const refusal = async (query: string, of = client) => {
  const { status, body } = await of.get(`/Users?${query}`);
  return [status, body.scimType];
};
async function walk(query: string): Promise<string[][]> {
  const pages: string[][] = [];
  for (let cursor: string | undefined = ''; cursor !== undefined; ) {
    const found: { names: string[]; nextCursor?: string } = await page(`${query}&cursor=${cursor}`);
    pages.push(found.names);
    cursor = found.nextCursor;
  }
  return pages;
}

test('a walk meets everyone once, and the last page says that it is the last', async () => {
  expect(await walk('count=3')).toEqual([names.slice(0, 3), names.slice(3, 6), names.slice(6)]);
  expect(await walk('count=7')).toEqual([names]);
});

test('a page by cursor has the total and no startIndex', async () => {
  const first = await page('count=2&cursor=');
  expect(first).toMatchObject({ totalResults: 7, itemsPerPage: 2 });
  expect(first).not.toHaveProperty('startIndex');
  expect(await page(`count=2&cursor=${first.nextCursor}`)).toMatchObject({
    totalResults: 7,
    itemsPerPage: 2,
  });
  expect(first.nextCursor).toMatch(/^[\w.-]+$/);
});

test('pages are by index where nothing is said of a cursor', async () => {
  expect(await page('count=2')).not.toHaveProperty('nextCursor');
});

test('a sorted and a filtered list is walked through in its order', async () => {
  const sorted = ['agent-1', 'agent-0', 'agent-3', 'agent-2', 'agent-4', 'agent-5', 'agent-6'];
  const namesOf = (pages: string[][]) => pages.flat().map((name) => name.split('@')[0]);
  expect(namesOf(await walk('count=2&sortBy=title'))).toEqual(sorted);
  expect(namesOf(await walk('count=2&sortBy=title&sortOrder=descending'))).toEqual(sorted.toReversed());
  expect(namesOf(await walk('count=1&filter=title+eq+%22B%22'))).toEqual(['agent-0', 'agent-3']);
});

test('nothing is left to say of a page of none', async () => {
  expect(await page('count=0&cursor=')).toMatchObject({ totalResults: 7, itemsPerPage: 0, Resources: [] });
  expect(await page('count=0&cursor=')).not.toHaveProperty('nextCursor');
  expect(await page('count=-1&cursor=')).toMatchObject({ totalResults: 7, itemsPerPage: 0 });
  const { nextCursor } = await page('count=2&cursor=');
  expect(await page(`count=0&cursor=${nextCursor}`)).toMatchObject({ totalResults: 7, itemsPerPage: 0 });
});

/** As the service sealed them before they were encrypted JWTs. */
const sealedBefore = 'mW0oH3J0c1lqTn5mYkFQd0xXdGJkZ0x2c2Zha2V0YWdmYWtldGFnMTIzNDU2Nzg5MA';

test('a cursor that is made up, changed, or of another list, order or account opens nothing', async () => {
  const { nextCursor } = await page('count=2&cursor=');
  const { client: other } = await server().openAccount('Other');
  const changed = `${nextCursor.slice(0, 20)}${nextCursor[20] === 'A' ? 'B' : 'A'}${nextCursor.slice(21)}`;
  for (const query of [
    'cursor=nonsense',
    `cursor=${'a'.repeat(8193)}`,
    `cursor=${sealedBefore}`,
    `cursor=${changed}`,
    `cursor=${nextCursor}&filter=active+eq+true`,
    `cursor=${nextCursor}&sortBy=title`,
  ]) {
    expect(await refusal(query), query).toEqual([400, 'invalidCursor']);
  }
  expect(await refusal(`cursor=${nextCursor}`, other)).toEqual([400, 'invalidCursor']);
  expect((await client.get(`/Groups?cursor=${nextCursor}`)).body.scimType).toBe('invalidCursor');
});

test.each(['count=many&cursor=', 'count=1.5&cursor='])('%s is refused with invalidCount', async (query) => {
  expect(await refusal(query)).toEqual([400, 'invalidCount']);
});

test('a cursor and an index are not asked for together', async () => {
  expect(await refusal('cursor=&startIndex=1')).toEqual([400, 'invalidValue']);
});

test('a search by POST goes on by cursor as well', async () => {
  const schemas = ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'];
  const first = await client.post('/Users/.search', { schemas, count: 4, cursor: '' });
  expect(first.body.itemsPerPage).toBe(4);
  const rest = await client.post('/Users/.search', { schemas, count: 4, cursor: first.body.nextCursor });
  expect([rest.body.itemsPerPage, rest.body.nextCursor]).toEqual([3, undefined]);
});

test('a cursor grows old', async () => {
  const { nextCursor } = await page('count=2&cursor=');
  server().putClockForward(1);
  expect(await refusal(`cursor=${nextCursor}`)).toEqual([400, 'expiredCursor']);
});
