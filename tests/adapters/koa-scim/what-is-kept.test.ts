import { beforeAll, expect, test } from 'vitest';
import { enterpriseSchema, patchOf, type ScimClient, user, userSchema } from '../../support/scim-client.ts';
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

const everything = {
  externalId: '00u1',
  name: {
    formatted: 'Countess Ada King Lovelace',
    familyName: 'Lovelace',
    givenName: 'Ada',
    middleName: 'King',
    honorificPrefix: 'Countess',
    honorificSuffix: 'III',
  },
  displayName: 'Ada',
  nickName: 'Enchantress',
  profileUrl: 'https://example.com/ada',
  title: 'Analyst',
  userType: 'Employee',
  preferredLanguage: 'en-GB',
  locale: 'en-GB',
  timezone: 'Europe/London',
  phoneNumbers: [{ value: 'tel:+44-1', type: 'work', primary: true }, { value: 'tel:+44-2' }],
  ims: [{ value: 'ada', type: 'xmpp' }],
  photos: [{ value: 'https://example.com/ada.png', type: 'photo' }],
  addresses: [
    {
      formatted: "12 St James's Square",
      streetAddress: "12 St James's Square",
      locality: 'London',
      region: 'London',
      postalCode: 'SW1Y',
      country: 'GB',
      type: 'home',
    },
  ],
  entitlements: [{ value: 'engine' }],
  roles: [{ value: 'agent', primary: true }],
  x509Certificates: [{ value: 'MIIDQzCC' }],
  profile: { location: 'London', Attribute1: 'CC-12', level: 3, remote: true, skills: ['maths', 'poetry'] },
  [enterpriseSchema]: {
    employeeNumber: '1815',
    costCenter: 'CC-12',
    organization: 'Engines',
    division: 'Analysis',
    department: 'Notes',
    manager: { value: '26118915', displayName: 'Charles' },
  },
};

test('every attribute of a User and of its extension comes back as it was sent, by POST and by PUT', async () => {
  const userName = nextUserName();
  const schemas = [userSchema, enterpriseSchema];
  const created = await client.create(userName, { ...everything, schemas });
  const expected = {
    ...everything,
    schemas,
    userName,
    active: true,
    emails: [{ value: userName, primary: true }],
  };
  const { id, meta, ...kept } = created;
  expect(kept).toEqual(expected);
  const bare = await client.put(`/Users/${id}`, user(userName));
  const { meta: _, ...cleared } = bare.body;
  expect(cleared).toEqual({
    ...{ schemas: [userSchema], id, userName, active: true },
    emails: [{ value: userName, primary: true }],
  });
  const { body } = await client.put(`/Users/${id}`, { ...created, ...everything });
  expect({ ...body, meta }).toEqual(created);
});

test.each([
  ['nested', { profile: { location: 'Paris', team: 'Billing' } }],
  ['flat', { 'profile.location': 'Paris', 'profile.team': 'Billing' }],
  ["under the core schema's URN", { [userSchema]: { profile: { location: 'Paris', team: 'Billing' } } }],
])('custom attributes that come %s come back nested', async (_, fields) => {
  const { id, profile } = await client.create(nextUserName(), fields);
  expect(profile).toEqual({ location: 'Paris', team: 'Billing' });
  const patched = await client.patch(
    `/Users/${id}`,
    patchOf({ op: 'replace', value: { 'profile.location': 'Lyon' } }, { op: 'remove', path: 'profile.team' }),
  );
  expect(patched.body.profile).toEqual({ location: 'Lyon' });
});

test('null and an empty list are no value', async () => {
  const fields = { title: null, profile: { location: null, team: [] }, phoneNumbers: [], roles: null };
  const created = await client.create(nextUserName(), {
    ...fields,
    [enterpriseSchema]: { department: null },
  });
  for (const name of [...Object.keys(fields), enterpriseSchema]) expect(created).not.toHaveProperty([name]);
  expect(created.schemas).toEqual([userSchema]);
});

test('empty texts, which Okta sends for mapped attributes without a value, are no error', async () => {
  const fields = {
    displayName: '',
    title: '',
    name: { givenName: 'Ada', familyName: '' },
    emails: [{ value: '' }],
  };
  const created = await client.create(nextUserName(), fields);
  expect(created.name.givenName).toBe('Ada');
});

test('id, meta, groups, password and what no schema knows are ignored in a POST', async () => {
  const created = await client.create(nextUserName(), {
    ...{ id: 'mine', groups: [{ value: 'g' }], password: 'hunter2', colour: 'red' },
    meta: { resourceType: 'Group', version: 'W/"9"' },
  });
  expect(created.id).not.toBe('mine');
  expect(created.meta).toMatchObject({ resourceType: 'User', version: 'W/"1"' });
  for (const name of ['groups', 'password', 'colour']) expect(created).not.toHaveProperty(name);
});

test.each([true, false])('a PUT that does not speak of active leaves it %s', async (active) => {
  const userName = nextUserName();
  const { id } = await client.create(userName, { active });
  const { body } = await client.put(`/Users/${id}`, user(userName, { title: 'Analyst' }));
  expect([body.active, body.title]).toEqual([active, 'Analyst']);
  const patched = await client.patch(`/Users/${id}`, patchOf({ op: 'remove', path: 'active' }));
  expect((await client.get(`/Users/${id}`)).body.active, patched.text).toBe(active);
});

test('a POST that does not speak of active makes an active agent', async () => {
  expect((await client.create(nextUserName())).active).toBe(true);
});

test('the user name keeps its letter case, and another one is no change', async () => {
  const userName = `Mixed.Case-${nextUserName()}`;
  const created = await client.create(userName);
  const { body } = await client.put(`/Users/${created.id}`, user(userName.toLowerCase()));
  expect(body).toEqual(created);
});

test('a name such as __proto__ does no harm', async () => {
  const body = `{"schemas":["${userSchema}"],"userName":"${nextUserName()}","__proto__":{"active":false},"profile":{"constructor":"y","location":"Paris"}}`;
  const { status, body: created } = await client.post('/Users', body);
  expect([status, created.active, created.profile]).toEqual([
    201,
    true,
    { constructor: 'y', location: 'Paris' },
  ]);
});

test('answers are application/scim+json, to the letter, whatever was asked for', async () => {
  const { id } = await client.create(nextUserName());
  for (const accept of ['application/scim+json', 'application/json', 'text/html', '*/*', 'nonsense']) {
    const answer = await client.get(`/Users/${id}`, { Accept: accept, 'Content-Type': 'text/plain' });
    expect([answer.status, answer.headers['content-type']]).toEqual([200, 'application/scim+json']);
  }
});

test('a created agent has its location and its tag in headers as well', async () => {
  const { headers, body } = await client.post('/Users', user(nextUserName()));
  expect(headers.location).toBe(body.meta.location);
  expect(headers.etag).toBe(body.meta.version);
  expect((await client.get(`/Users/${body.id}`)).body).toEqual(body);
});

test('a removed agent is gone, and its address is free for another', async () => {
  const userName = nextUserName();
  const { id } = await client.create(userName);
  expect(await client.delete(`/Users/${id}`)).toMatchObject({ status: 204, text: '' });
  expect((await client.get(`/Users/${id}`)).status).toBe(404);
  expect((await client.delete(`/Users/${id}`)).status).toBe(404);
  expect((await client.create(userName)).id).not.toBe(id);
});
