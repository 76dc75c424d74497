import { beforeAll, expect, test } from 'vitest';
import { enterpriseSchema, type ScimClient, userSchema } from '../../support/scim-client.ts';
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
  const ada = await client.create('ada@example.com', {
    ...{
      externalId: '00uADA',
      emails,
      title: 'Countess',
      name: { givenName: 'Ada', familyName: 'Lovelace' },
    },
    profile: { Location: 'London', level: 3, remote: true, skills: ['maths', 'poetry'], hired: '1842-10-01' },
    [enterpriseSchema]: { department: 'Engines', manager: { value: '26', displayName: 'Charles' } },
    roles: [{ value: 'agent', type: 'base', primary: true }],
  });
  const grace = await client.create('Grace@Example.com', {
    ...{ externalId: '00ugrace', active: false, title: '' },
    profile: { location: 'Arlington', level: 10, hired: '1943-12-01T00:00:00Z' },
  });
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
  ['userName sw "GRACE"', ['grace']],
  ['userName co "EXAMPLE"', ['ada', 'grace']],
  ['userName ew ".co"', ['plus']],
  ['userName gt "b"', ['grace']],
  ['userName ge "ada@example.com" and userName le "grace@example.com"', ['ada', 'grace']],
  ['userName ne "ada@example.com"', ['grace', 'plus']],
  ['title pr', ['ada']],
  ['title eq ""', ['grace']],
  ['not (title pr)', ['grace', 'plus']],
  ['title eq null', ['grace', 'plus']],
  ['name.familyName sw "LOVE"', ['ada']],
  ['name pr', ['ada']],
  ['NAME.FAMILYNAME EQ "lovelace"', ['ada']],
  ['emails[type eq "work" and value co "@example.com"]', ['ada']],
  ['emails[type eq "home" and value co "@example.com"]', []],
  ['emails[type eq "home" or primary eq false].value co "countess"', ['ada']],
  ['emails[not (type eq "work")]', ['ada', 'grace', 'plus']],
  ['emails.type eq "WORK"', ['ada']],
  ['emails pr', ['ada', 'grace', 'plus']],
  ['profile.location eq "london"', ['ada']],
  ['PROFILE.LOCATION sw "A"', ['grace']],
  ['profile.level gt 3', ['grace']],
  ['profile.level le 3.0', ['ada']],
  ['profile.remote eq true', ['ada']],
  ['profile.skills eq "Poetry"', ['ada']],
  ['profile.hired lt "1900-01-01T00:00:00Z"', ['ada']],
  ['profile.hired eq "1943-12-01T01:00:00+01:00"', ['grace']],
  ['profile pr', ['ada', 'grace']],
  [`${enterpriseSchema}:department eq "engines"`, ['ada']],
  [`${enterpriseSchema}:manager.displayName sw "char"`, ['ada']],
  [`${enterpriseSchema}:manager eq "26"`, ['ada']],
  [`${enterpriseSchema}:manager pr`, ['ada']],
  [`${enterpriseSchema} pr`, ['ada']],
  [`schemas eq "${enterpriseSchema}"`, ['ada']],
  [`schemas eq "${userSchema}"`, ['ada', 'grace', 'plus']],
  ['roles[type eq "base" and primary eq true]', ['ada']],
  ['meta.resourceType eq "User"', ['ada', 'grace', 'plus']],
  ['meta.resourceType eq "Group"', []],
  ['meta.version eq "W/\\"1\\""', ['ada', 'grace', 'plus']],
  ['meta.created gt "2020-01-01T00:00:00Z" and meta.lastModified pr', ['ada', 'grace', 'plus']],
  ['meta.created lt "2020-01-01T00:00:00Z"', []],
  ['groups pr', []],
  ['active eq true and (externalId eq "00uADA" or userName eq "a+b@x.co")', ['ada', 'plus']],
])('%s finds %j', async (filter, names) => {
  expect(namesOf(await client.find(filter))).toEqual(names);
});

test('id finds one, exactly', async () => {
  expect(await client.find(`id eq "${ids.ada}"`)).toEqual([ids.ada]);
  expect(await client.find(`id eq "${ids.ada.toUpperCase()}"`)).toEqual([]);
});

test('meta.location is the address', async () => {
  const location = `${client.baseUrl}/Users/${ids.ada}`;
  expect(await client.find(`meta.location eq "${location}"`)).toEqual([ids.ada]);
  expect(await client.find(`meta.location ew "${ids.ada}"`)).toEqual([ids.ada]);
  expect(await client.find('meta.location eq "https://elsewhere.example/Users/1"')).toEqual([]);
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
  ['nickname.foo eq "x"', /nickname\.foo/],
  ['favouriteColour eq "x"', /favouriteColour/],
  ['password eq "hunter2"', /password/],
  ['emails[colour eq "x"]', /colour/],
  ['active eq "yes"', /"active" must be compared with a boolean/],
  ['meta.created eq 5', /"meta.created" must be compared with a string/],
  ['active gt true', /"active" has no order/],
  ['active co "t"', /"active" must be compared with a boolean/],
  ['userName gt null', /null/],
  ['meta.created gt "yesterday"', /date and time/],
  ['profile.planet eq "Mars"', /"profile\.planet".*no resource ever had it/],
  ['profile.planet pr', /profile\.planet/],
  ['name eq "Ada"', /"name" has no value of its own/],
  ['userName[value eq "x"]', /"userName" has one value/],
  ['active eq "maybe"', /"active" must be compared with a boolean/],
  ['userName eq ada', /position|expected/i],
  ['userName eq', /position|expected/i],
  ['userName == "ada"', /position|expected/i],
  ['(userName eq "a"', /position|expected/i],
  ['userName eq "a" extra', /position|expected/i],
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
