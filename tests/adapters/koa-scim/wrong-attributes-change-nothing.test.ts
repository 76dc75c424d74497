import { expect, test } from 'vitest';
import { enterpriseSchema, patchSchema, userSchema } from '../../support/scim-client.ts';
import { type Expected, resource, unchanging, userName } from './unchanging.ts';

const subject = unchanging();

const wrongAttributes: readonly (readonly [object, Expected])[] = [
  [{ userName: undefined }, { detail: '"userName"', scimType: 'invalidValue' }],
  [{ userName: null }, { detail: '"userName"', scimType: 'invalidValue' }],
  [{ userName: { a: 1 } }, { detail: '"userName" must be a string', scimType: 'invalidValue' }],
  [{ userName: [userName, 'b@x.co'] }, { detail: '"userName"', scimType: 'invalidValue' }],
  [{ active: 'perhaps' }, { detail: '"active"', scimType: 'invalidValue' }],
  [{ active: 1 }, { detail: '"active"', scimType: 'invalidValue' }],
  [{ active: {} }, { detail: '"active"', scimType: 'invalidValue' }],
  [{ name: 'Ada' }, { detail: '"name"', scimType: 'invalidValue' }],
  [{ name: { givenName: ['Ada', 'Augusta'] } }, { detail: '"name.givenName"', scimType: 'invalidValue' }],
  [{ emails: true }, { detail: '"emails[0]"', scimType: 'invalidValue' }],
  [{ addresses: ['London'] }, { detail: '"addresses', scimType: 'invalidValue' }],
  [{ emails: [{ value: { a: 1 } }] }, { detail: '"emails', scimType: 'invalidValue' }],
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
  [{ title: { text: 'Countess' } }, { detail: '"title"', scimType: 'invalidValue' }],
  [{ addresses: 'London' }, { detail: '"addresses[0]"', scimType: 'invalidValue' }],
  [{ phoneNumbers: [[1]] }, { detail: '"phoneNumbers', scimType: 'invalidValue' }],
  [{ profile: 'London' }, { detail: '"profile"', scimType: 'invalidValue' }],
  [{ profile: { location: { city: 'London' } } }, { detail: '"profile.location"', scimType: 'invalidValue' }],
  [{ profile: { '1st': 'x' } }, { detail: '"profile.1st"', scimType: 'invalidValue' }],
  [{ [enterpriseSchema]: 'x' }, { detail: enterpriseSchema, scimType: 'invalidValue' }],
  [
    { [enterpriseSchema]: { department: { name: 'Care' } } },
    { detail: `${enterpriseSchema}:department`, scimType: 'invalidValue' },
  ],
  [{ externalId: 'x'.repeat(256) }, { detail: '"externalId"', scimType: 'invalidValue' }],
  [{ schemas: { x: 1 } }, { detail: '"schemas"', scimType: 'invalidSyntax' }],
  [{ schemas: ['urn:example:unknown'] }, { detail: userSchema, scimType: 'invalidValue' }],
  [{ schemas: [patchSchema] }, { detail: '"schemas"', scimType: 'invalidValue' }],
  [
    { title: 'x', TITLE: 'y' },
    { detail: /"TITLE" .*twice/, scimType: 'invalidSyntax' },
  ],
];

test.each(wrongAttributes)('a POST with %j', async (fields, expected) => {
  // Another user name where it is not the matter, so that nothing but the matter is refused.
  const body = JSON.parse(JSON.stringify(resource(fields)).replaceAll(userName, 'grace@example.com'));
  await subject().refuses('POST', '/Users', { body }, expected);
});

test.each(wrongAttributes)('a PUT with %j', async (fields, expected) => {
  await subject().refuses('PUT', subject().path, { body: resource(fields) }, expected);
});

test('another primary email is a wrong value at first, and later one that cannot change', async () => {
  const emails = [{ value: 'other@example.com', primary: true }];
  const created = resource({ userName: 'grace@example.com', emails });
  const detail = /primary email .*In Okta/;
  await subject().refuses('POST', '/Users', { body: created }, { detail, scimType: 'invalidValue' });
  const body = resource({ emails });
  await subject().refuses('PUT', subject().path, { body }, { detail, scimType: 'mutability' });
});

test.each(['ada', 'ada@', '@example.com', 'a b@example.com', '', `${'x'.repeat(65)}@example.com`])(
  'the user name %j is no email address',
  async (name) => {
    const expected = { detail: '"userName"', scimType: 'invalidValue' };
    await subject().refuses('POST', '/Users', { body: resource({ userName: name }) }, expected);
  },
);

test.each(['other@example.com', 'ada', ''])('a PUT cannot make the user name %j', async (name) => {
  const expected = { detail: '"userName"', scimType: 'mutability' };
  await subject().refuses('PUT', subject().path, { body: resource({ userName: name }) }, expected);
});

test('a user name that is taken, in whatever letter case', async () => {
  const expected = { status: 409, detail: /userName/, scimType: 'uniqueness' };
  for (const name of [userName, 'ADA@Example.COM']) {
    await subject().refuses('POST', '/Users', { body: resource({ userName: name }) }, expected);
  }
});

test('without Single Sign-On nobody is provisioned, and the detail says what to do', async () => {
  const { client } = await subject().server.openAccount('No SSO', { sso: false });
  const { status, body } = await client.post('/Users', resource({}));
  expect([status, body.status]).toEqual([403, '403']);
  expect(body.detail).toContain('Set up Single Sign-On with Okta');
  expect((await client.get('/Users')).body.totalResults).toBe(0);
});

test('none of this is a mistake of ours', () => {
  expect(subject().mistakes()).toEqual([]);
});
