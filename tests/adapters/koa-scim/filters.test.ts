import { beforeAll, expect, test } from 'vitest';
import type { ScimClient } from '../../support/scim-client.ts';
import { serverOn } from '../../support/start-server.ts';

const server = serverOn();
let client: ScimClient;
let ids: { ada: string; grace: string; plus: string };
beforeAll(async () => {
  ({ client } = await server().openAccount());
  const emails = [
    { value: 'ada@example.com', primary: true, type: 'work' },
    { value: 'Countess@example.org', type: 'home' },
  ];
  const ada = await client.create('ada@example.com', { externalId: '00uADA', emails });
  const grace = await client.create('Grace@Example.com', { externalId: '00ugrace', active: false });
  const plus = await client.create('a+b@x.co');
  ids = { ada: ada.id, grace: grace.id, plus: plus.id };
});

const namesOf = (found: readonly string[]) =>
  Object.entries(ids)
    .filter(([, id]) => found.includes(id))
    .map(([name]) => name);

test.each([
  ['userName eq "ada@example.com"', ['ada']],
  ['userName eq "ADA@EXAMPLE.COM"', ['ada']],
  ['USERNAME EQ "grace@example.com"', ['grace']],
  ['urn:ietf:params:scim:schemas:core:2.0:User:userName eq "ada@example.com"', ['ada']],
  ['userName Eq "nobody@example.com"', []],
  ['externalId eq "00uADA"', ['ada']],
  ['externalId eq "00uada"', []],
  ['emails.value eq "countess@example.org"', ['ada']],
  ['emails eq "countess@example.org"', ['ada']],
  ['emails[value eq "countess@example.org"]', ['ada']],
  ['emails.value eq "grace@example.com"', ['grace']],
  ['active eq false', ['grace']],
  ['active eq "False"', ['grace']],
  ['active eq true', ['ada', 'plus']],
  ['userName eq "ada@example.com" and active eq false', []],
  ['userName eq "ada@example.com" or active eq false', ['ada', 'grace']],
  ['not (active eq false)', ['ada', 'plus']],
  ['not (externalId eq "00uADA")', ['grace', 'plus']],
  ['active eq true and (externalId eq "00uADA" or userName eq "a+b@x.co")', ['ada', 'plus']],
])('%s finds %j', async (filter, names) => {
  expect(namesOf(await client.find(filter))).toEqual(names);
});

test('id finds one, exactly', async () => {
  expect(await client.find(`id eq "${ids.ada}"`)).toEqual([ids.ada]);
  expect(await client.find(`id eq "${ids.ada.toUpperCase()}"`)).toEqual([]);
});

test.each(['filter=userName+eq+%22a%2Bb%40x.co%22', 'filter=userName%20eq%20%22a%2Bb%40x.co%22'])(
  '%s: a space comes as "+" or as "%%20", and a plus as "%%2B"',
  async (query) => {
    const { body } = await client.get(`/Users?${query}`);
    expect(body.Resources.map(({ id }: { id: string }) => id)).toEqual([ids.plus]);
  },
);

test('the total is that of the matches, on whichever page', async () => {
  const { body } = await client.get('/Users?filter=active+eq+true&startIndex=2&count=1');
  expect([body.totalResults, body.itemsPerPage, body.Resources[0].id]).toEqual([2, 1, ids.plus]);
});

test.each([
  ['userName sw "ada"', /"sw" is not supported on "userName"/],
  ['userName ne "ada@example.com"', /"ne" is not supported/],
  ['userName pr', /"pr" is not supported/],
  ['title eq "Countess"', /"title" are not supported/],
  ['name.familyName eq "Lovelace"', /"name\.familyName" are not supported/],
  ['profile.location eq "London"', /"profile\.location" are not supported/],
  ['emails[type eq "work" and value eq "ada@example.com"]', /one comparison/],
  ['emails.type eq "work"', /"emails\.type" are not supported/],
  ['meta.lastModified gt "2026-01-01T00:00:00Z"', /meta\.lastModified/],
])('%s is refused with what is supported', async (filter, reason) => {
  const { status, body } = await client.get(`/Users?filter=${encodeURIComponent(filter)}`);
  expect([status, body.scimType]).toEqual([400, 'invalidFilter']);
  expect(body.detail).toMatch(reason);
  expect(body.detail).toContain('Supported are "eq" on userName, externalId, id, emails.value and active');
});

test.each([
  ['nickname.foo eq "x"', /nickname\.foo/],
  ['favouriteColour eq "x"', /favouriteColour/],
  ['password eq "hunter2"', /password/],
  ['emails[colour eq "x"]', /colour/],
  ['userName eq true', /"userName" must be compared with a string/],
  ['userName eq null', /"userName" must be compared with a string/],
  ['active eq "maybe"', /"active" must be compared with a boolean/],
  ['userName eq ada', /position|expected/i],
  ['userName eq', /position|expected/i],
  ['userName == "ada"', /position|expected/i],
  ['(userName eq "a"', /position|expected/i],
  ['userName eq "a" extra', /position|expected/i],
  ['', /position|expected/i],
  ['('.repeat(2000), /./],
  [`userName eq "${'x'.repeat(5000)}"`, /./],
])('%s is refused with what is wrong', async (filter, reason) => {
  const { status, body } = await client.get(`/Users?filter=${encodeURIComponent(filter)}`);
  expect([status, body.scimType]).toEqual([400, 'invalidFilter']);
  expect(body.detail).toMatch(reason);
});

test('a filter with a lone "%" is refused', async () => {
  const { status, body } = await client.get('/Users?filter=userName+eq+"100%"');
  expect([status, body.scimType]).toEqual([400, 'invalidFilter']);
  expect(body.detail).toContain('"filter"');
});
