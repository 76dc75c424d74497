import { beforeAll, expect, test } from 'vitest';
import { basic, errorSchema, type ScimAnswer, type ScimClient } from '../../support/scim-client.ts';
import { serverOn, type TestAccount } from '../../support/start-server.ts';

const server = serverOn();
let account: TestAccount;
let anonymous: ScimClient;
beforeAll(async () => {
  account = await server().openAccount();
  anonymous = account.client.with({});
});

const expectRefusal = ({ status, body }: ScimAnswer) =>
  expect([status, body]).toEqual([401, expect.objectContaining({ schemas: [errorSchema], status: '401' })]);

test('how to present a token is told without one', async () => {
  const known = await account.client.get('/ServiceProviderConfig');
  for (const basePath of ['/scim/v2', '/api/v1/scim/v2']) {
    const { status, body } = await anonymous
      .with({}, server().baseUrl(basePath))
      .get('/ServiceProviderConfig');
    expect([status, body.authenticationSchemes]).toEqual([200, known.body.authenticationSchemes]);
    expect(body.meta.location).toBe(`${server().baseUrl(basePath)}/ServiceProviderConfig`);
  }
  expect((await anonymous.get('/ServiceProviderConfig/')).body).toEqual(known.body);
  expect((await anonymous.send('HEAD', '/ServiceProviderConfig')).status).toBe(200);
  expect((await anonymous.get('/ServiceProviderConfig?filter=patch+pr')).status).toBe(403);
  expectRefusal(await anonymous.post('/ServiceProviderConfig', {}));
  expectRefusal(await anonymous.get('/ServiceProviderConfig/x'));
});

test.each([
  ['a Bearer token', { Authorization: 'Bearer nonsense' }],
  ['a bare token', { Authorization: 'nonsense' }],
  ['an apiToken', { apiToken: 'nonsense' }],
  ['Basic', { Authorization: basic('nonsense') }],
  ['Basic with another user name', { Authorization: basic('nonsense', 'admin') }],
  ['another scheme', { Authorization: 'Digest username="apikey"' }],
])('%s that is wrong is refused, for clients find out here whether theirs is right', async (_, headers) => {
  expectRefusal(await anonymous.with(headers as Record<string, string>).get('/ServiceProviderConfig'));
});
