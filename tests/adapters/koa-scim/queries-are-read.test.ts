import { beforeAll, expect, test } from 'vitest';
import { groupSchema, type ScimClient, userGroupSchema } from '../../support/scim-client.ts';
import { serverOn } from '../../support/start-server.ts';

const server = serverOn();
let client: ScimClient;
const plus = 'a+b@example.com';
beforeAll(async () => {
  ({ client } = await server().openAccount());
  await client.create('ada@example.com', { title: 'Countess of Lovelace' });
  await client.create(plus, { title: 'R + D', roles: ['manager'] });
  await client.create('zoe@example.com', { profile: { level: 200_000 } });
  for (const displayName of ['Sales Team', 'R + D', 'R+D'])
    await client.post('/Groups', { schemas: [groupSchema], displayName });
  for (const displayName of ['A+B', 'Line managers'])
    await client.post('/Usergroups', { schemas: [userGroupSchema], displayName });
});

const list = async (path: string) => {
  const { status, body, text } = await client.get(path);
  if (status !== 200) throw new Error(text);
  type Shown = { userName?: string; displayName?: string };
  return { ...body, names: body.Resources.map((one: Shown) => one.userName ?? one.displayName) };
};
const refusal = async (path: string) => {
  const { status, body } = await client.get(path);
  return [status, body.scimType, body.detail];
};
const users = ['ada@example.com', plus, 'zoe@example.com'];

test.each(['/Users', '/Groups', '/Usergroups'])(
  'names of parameters are read in any letter case at %s',
  async (path) => {
    const all = await list(path);
    expect(await list(`${path}?startindex=2&COUNT=1`)).toMatchObject({
      ...{ startIndex: 2, itemsPerPage: 1, names: [all.names[1]] },
    });
    const first = await list(`${path}?Cursor=&Count=1`);
    expect((await list(`${path}?CURSOR=${first.nextCursor}&count=1`)).names).toEqual([all.names[1]]);
    const [{ id }] = all.Resources;
    expect((await list(`${path}?FILTER=id+eq+%22${id}%22`)).names).toEqual([all.names[0]]);
    for (const query of [`ExcludedAttributes=meta`, 'attributeS=id']) {
      expect((await client.get(`${path}/${id}?${query}`)).body).not.toHaveProperty('meta');
      expect((await list(`${path}?${query}`)).Resources[0]).not.toHaveProperty('meta');
    }
    const sorted = await list(`${path}?SortBy=id&SORTORDER=descending`);
    expect(sorted.names).toEqual(all.names.toReversed());
  },
);

test('and those of the members of a search', async () => {
  const schemas = ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'];
  for (const [path, found] of [
    ['/Users/.search', 1],
    ['/.search', 1],
  ] as const) {
    const body = { schemas, FILTER: 'userName sw "ada"', startindex: 1, COUNT: 5, Attributes: ['userName'] };
    const { Resources } = (await client.post(path, body)).body;
    expect(Resources).toHaveLength(found);
    expect(Resources[0]).not.toHaveProperty('meta');
  }
});

test.each([
  'filter=',
  'filter',
  'filter=%20',
  'filter=+',
  'startIndex=&count=',
  'sortBy=&sortOrder=',
  'sortOrder=',
  'attributes=&excludedAttributes=',
  'filter=&count=%20&sortBy=%20',
])('%s is as good as nothing', async (query) => {
  expect(await list(`/Users?${query}`)).toEqual(await list('/Users'));
  expect((await client.get(`?${query}`)).body).toEqual((await client.get('')).body);
});

test('an empty text is as good as nothing in a search as well, but for the cursor', async () => {
  const schemas = ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'];
  const empty = { filter: '', sortBy: '', sortOrder: '', attributes: '', startIndex: '', count: '' };
  const { body } = await client.post('/Users/.search', { schemas, ...empty });
  expect(body.Resources).toEqual((await list('/Users')).Resources);
  const first = await client.post('/Users/.search', { schemas, count: 1, cursor: '' });
  expect(first.body).toHaveProperty('nextCursor');
});

test('an empty filter is none where a filter is forbidden', async () => {
  expect((await client.get('/Schemas?filter=')).status).toBe(200);
});

test('lists of attributes that come twice are joined', async () => {
  const [one] = (await list('/Users?attributes=userName&attributes=title,active')).Resources;
  expect(Object.keys(one).toSorted()).toEqual(['active', 'id', 'schemas', 'title', 'userName']);
  const path = `/Users/${one.id}?excludedAttributes=meta&EXCLUDEDATTRIBUTES=name`;
  const { body } = await client.get(path);
  expect([body.meta, body.name, body.userName]).toEqual([undefined, undefined, one.userName]);
});

test.each([
  ['count', 'count=1&count=2'],
  ['startIndex', 'startIndex=1&startindex=2'],
  ['filter', 'filter=title+pr&filter=active+eq+true'],
  ['cursor', 'cursor=&cursor=x'],
  ['sortBy', 'sortBy=title&sortBy=userName'],
])('two values of "%s" are refused, for there is no telling which is meant', async (name, query) => {
  expect(await refusal(`/Users?${query}`)).toEqual([
    ...[400, 'invalidValue', `The query has two values of "${name}"; give one of them.`],
  ]);
});

test('the same value twice, and an empty one beside it, is that value', async () => {
  expect((await list('/Users?count=1&count=1&count=')).itemsPerPage).toBe(1);
  expect((await list('/Users?filter=&filter=title+sw+%22C%22')).names).toEqual(['ada@example.com']);
});

test.each([
  ['a + beside %20 is itself', 'userName%20eq%20"a+b@example.com"'],
  ['a + beside %20 is itself, whatever else is escaped', 'userName%20eq%20%22a+b%40example.com%22'],
  ['%2B is a + beside %20', 'userName%20eq%20%22a%2Bb%40example.com%22'],
  ['%2B is a + where a + is a blank', 'userName+eq+%22a%2Bb@example.com%22'],
  ['a + around quotes is a blank, where one in them is not', 'userName+eq%20"a+b@example.com"'],
  ['a quote that is escaped ends no text', 'title%20ne%20"\\"+"%20and%20userName%20eq%20"a+b@example.com"'],
])('%s: %s', async (_, filter) => {
  expect((await list(`/Users?filter=${filter}`)).names).toEqual([plus]);
});

test.each([
  ['a + is a blank where there is no %20', 'displayName+eq+"Sales+Team"', ['Sales Team']],
  ['a blank in a text is %20 behind a template of +', 'displayName+eq+%22Sales%20Team%22', ['Sales Team']],
  ['a text has blanks and + as a URI does', 'displayName%20eq%20"R%20+%20D"', ['R + D']],
  ['a text has blanks and + as a form does', 'displayName+eq+%22R+%2B+D%22', ['R + D']],
  ['nor is a + in a text a blank', 'displayName%20eq%20"R+D"', ['R+D']],
])('%s: %s', async (_, filter, names) => {
  expect((await list(`/Groups?filter=${filter}`)).names).toEqual(names);
});

test('and so at /Usergroups and at the base path', async () => {
  expect((await list('/Usergroups?filter=displayName+eq+"Line+managers"')).names).toEqual(['Line managers']);
  expect((await list('?filter=displayName%20eq%20"A+B"')).names).toEqual(['A+B']);
});

test('the + of an exponent is itself beside %20', async () => {
  expect((await list('/Users?filter=profile.level%20ge%202e+5')).names).toEqual(['zoe@example.com']);
});

test('each parameter writes its blanks in its own way', async () => {
  const path = '/Groups?filter=displayName+eq+"Sales+Team"&attributes=id,%20displayName';
  expect((await list(path)).names).toEqual(['Sales Team']);
});

test('what is no parameter of SCIM is ignored, however often it comes', async () => {
  expect((await list('/Users?a=1&a=2&aadOptscim062020&&=&%ZZ=1')).names).toEqual(users);
});
