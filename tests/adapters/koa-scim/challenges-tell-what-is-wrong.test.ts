import { beforeAll, expect, test } from 'vitest';
import { basic, type ScimClient } from '../../support/scim-client.ts';
import { serverOn, type TestAccount } from '../../support/start-server.ts';

const server = serverOn();
let account: TestAccount;
let anonymous: ScimClient;
beforeAll(async () => {
  account = await server().openAccount();
  anonymous = account.client.with({});
});

type Headers = Record<string, string>;
const forms: readonly (readonly [string, (token: string) => Headers])[] = [
  ['Basic', (token) => ({ Authorization: basic(token) })],
  ['Bearer', (token) => ({ Authorization: `Bearer ${token}` })],
  ['the bare token', (token) => ({ Authorization: token })],
  ['apiToken', (token) => ({ apiToken: token })],
];

test.each(forms)('the challenge says that the token is wrong where one came as %s', async (_, headersOf) => {
  const { token, text } = await account.issueToken({ name: 'Old' });
  await server().application.revokeToken(account.caller, { id: token.state.id });
  for (const wrong of ['nonsense', text]) {
    for (const path of ['/Users', '/Groups', '/Bulk', '/Me', '/nowhere']) {
      const { headers } = await anonymous.with(headersOf(wrong)).get(path);
      expect(headers['www-authenticate']).toMatch(/^Basic .*, Bearer realm="[^"]+", error="invalid_token"$/);
    }
  }
});

test.each([
  ['none', {}],
  ['another scheme', { Authorization: 'Digest username="apikey"' }],
  ['a scheme without a token', { Authorization: 'Bearer' }],
  ['Basic with another user name', { Authorization: basic('x', 'admin') }],
])('and says nothing of a token where %s came', async (_, headers) => {
  const answer = await anonymous.with(headers as Headers).get('/Users');
  expect(answer.headers['www-authenticate']).not.toContain('error=');
});
