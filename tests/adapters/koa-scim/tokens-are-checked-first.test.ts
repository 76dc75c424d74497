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

type Headers = Record<string, string>;
const forms: Record<string, (token: string) => Headers> = {
  Basic: (token) => ({ Authorization: basic(token) }),
  Bearer: (token) => ({ Authorization: `Bearer ${token}` }),
  'the bare token': (token) => ({ Authorization: token }),
  apiToken: (token) => ({ apiToken: token }),
};
const formNames = Object.keys(forms);
const as = (form: string, token: string): ScimClient => anonymous.with(forms[form]?.(token) ?? {});

function expectRefusal(answer: ScimAnswer, detail: RegExp): void {
  expect(answer).toMatchObject({
    status: 401,
    body: { schemas: [errorSchema], status: '401', detail: expect.stringMatching(detail) },
  });
  expect(answer.headers['content-type']).toBe('application/scim+json');
  expect(answer.headers['www-authenticate']).toContain('Basic realm="Rollcall SCIM", charset="UTF-8"');
  expect(answer.headers['www-authenticate']).toContain('Bearer realm=');
}

test.each(formNames)('%s is taken', async (form) => {
  expect((await as(form, account.token.text).get('/Users')).status).toBe(200);
});

test.each([
  ['basic scheme in lower case', (token: string) => basic(token).replace('Basic', 'basic')],
  ['bearer scheme in upper case', (token: string) => `BEARER ${token}`],
  ['several spaces after the scheme', (token: string) => `Bearer   ${token}`],
  ['a tab after the scheme', (token: string) => `Bearer\t${token}`],
  ['user name in another letter case', (token: string) => basic(token, 'ApiKey')],
  ['a line break behind the token in base64', (token: string) => basic(`${token}\r\n`)],
  ['base64 cut into lines', (token: string) => basic(token).replace(/(?<=^Basic .+)(.{20})/g, '$1 ')],
])('%s does not matter', async (_, authorization) => {
  const client = anonymous.with({ Authorization: authorization(account.token.text) });
  expect((await client.get('/Users')).status).toBe(200);
});

test.each([
  ['no credentials', {}],
  ['an empty Authorization', { Authorization: '' }],
  ['another scheme', { Authorization: 'Digest username="apikey"' }],
  ['Basic without a colon', { Authorization: `Basic ${Buffer.from('apikey').toString('base64')}` }],
  ['Basic that is no base64', { Authorization: 'Basic %%%' }],
  ['Basic without credentials', { Authorization: 'Basic' }],
  ['Bearer without a token', { Authorization: 'Bearer ' }],
])('%s is refused', async (_, headers) => {
  expectRefusal(await anonymous.with(headers as Headers).get('/Users'), /token/);
});

test('Basic with another user name is refused, and the detail says which it must be', async () => {
  const client = anonymous.with({ Authorization: basic(account.token.text, 'admin') });
  expectRefusal(await client.get('/Users'), /"apikey"/);
});

test.each(formNames)('a token that is not known, cut short or altered is refused as %s', async (form) => {
  const { text } = account.token;
  const altered = text.slice(0, -2) + (text.endsWith('AA') ? 'BB' : 'AA');
  for (const bad of ['nonsense', text.slice(0, -1), altered, `${text}x`]) {
    expectRefusal(await as(form, bad).get('/Users'), /not valid/);
  }
});

test.each(formNames)('a revoked token is refused as %s, and the detail says so', async (form) => {
  const { token, text } = await account.issueToken({ name: 'Leaked' });
  await server().application.revokeToken(account.caller, { id: token.state.id });
  expectRefusal(await as(form, text).get('/Users'), /"Leaked" was revoked/);
});

test('a token works to its last day and is refused after it, as each form, saying so', async () => {
  const other = await server().openAccount('Ephemeral');
  const { text } = await other.issueToken({ name: 'Short', expiresInDays: 1 });
  const client = other.client.with({ Authorization: `Bearer ${text}` });
  expect((await client.get('/Users')).status).toBe(200);
  server().putClockForward(1);
  for (const form of formNames) expectRefusal(await as(form, text).get('/Users'), /"Short" expired on/);
  expect((await other.client.get('/Users')).status).toBe(200);
});

test.each(['/Users/1', '/Schemas', '/ResourceTypes', '/Me', '/nowhere', '/Bulk', ''])(
  'without a token nothing is told, also at %j',
  async (path) => expectRefusal(await anonymous.get(path), /token/),
);

test('a body is not even read before the token is checked', async () => {
  expectRefusal(await anonymous.post('/Users', 'no JSON at all'), /token/);
});

test('a bad secret of a token that exists is in the audit log of its account, without the secret', async () => {
  const secret = 'A'.repeat(43);
  const bad = account.token.text.slice(0, -secret.length) + secret;
  const answer = await as('Bearer', bad).get('/Users', { 'X-Request-Id': 'intruder' });
  expectRefusal(answer, /not valid/);
  const [entry] = (await account.journal()).filter(({ requestId }) => requestId === 'intruder');
  expect(entry).toMatchObject({
    action: 'AuthenticateToken',
    principal: { kind: 'anonymous' },
    source: '127.0.0.1',
    target: { type: 'token', id: account.token.token.state.id },
    refusal: { code: 'tokenUnknown' },
  });
  expect(JSON.stringify(entry)).not.toContain(secret);
});

test('no token is in the log, whichever form it came in', async () => {
  for (const form of formNames) await as(form, account.token.text).get('/Users');
  const secret = account.token.text.slice(-43);
  const log = server().logLines.join('');
  expect(log).toContain(account.token.token.state.id);
  expect(log).not.toContain(secret);
  expect(log).not.toContain(Buffer.from(`apikey:${account.token.text}`).toString('base64'));
});
