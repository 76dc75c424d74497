import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { formatTokenText } from '../../src/application/access/token/token-text.ts';
import { apiTokenId } from '../../src/domain/shared/identifiers.ts';
import { instantOf } from '../../src/domain/shared/instant.ts';
import { administer, sqlite } from '../support/databases.ts';
import { unpackedRequests, writtenRequests } from '../support/logged-requests.ts';
import { basic, patchOf, user } from '../support/scim-client.ts';
import { serverOn, type TestAccount } from '../support/start-server.ts';

const server = serverOn(sqlite, { unknownRequestsPerSecondMax: 10_000 });
let account: TestAccount;

beforeAll(async () => {
  account = await server().openAccount();
  const until = instantOf(new Date(Date.now() + 3_600_000));
  await server().application.keepRequestBodies(account.caller, { until });
  // Bodies are kept once the log has looked who wants that.
  await account.client.get('/Users');
  await writtenRequests(server().application, account.caller, 1);
});

const random = fc.stringMatching(/^[\w-]{43}$/);
const tokenText = fc.tuple(fc.uuid(), random).map(([id, secret]) => formatTokenText(apiTokenId(id), secret));
/** Secrets as they are made: tokens, and what has as many random bits. Passwords may be anything. */
const secret = fc.oneof(random, tokenText);
const password = fc.stringMatching(/^[a-zA-Z]{12,30}$/).map((text) => `pw${text}`);

const places = {
  path: (text: string) => account.client.get(`/Users/${text}`),
  'path below no surface': (text: string) => account.client.with({}, server().baseUrl('')).get(`/x/${text}`),
  'parameter of no search': (text: string) => account.client.get(`/Users?code=${text}&state=${text}`),
  filter: (text: string) => account.client.get(`/Users?filter=title%20eq%20%22${text}%22`),
  'name of a parameter': (text: string) => account.client.get(`/Users?${text}=1`),
  Authorization: (text: string) => account.client.with({ Authorization: basic(text) }).get('/Users'),
  'username of Basic': (text: string) =>
    account.client.with({ Authorization: basic('x', text) }).get('/Users'),
  'refused change of somebody': (text: string) =>
    account.client.patch(`/Users/${text}`, patchOf({ op: 'replace', value: { active: false } })),
  'X-Request-Id': (text: string) => account.client.get('/Users', { 'X-Request-Id': `rollcall_${text}` }),
  cookie: (text: string) => account.client.get('/Users', { Cookie: `rollcall=${text}` }),
  'User-Agent': (text: string) => account.client.get('/Users', { 'User-Agent': `x ${text}` }),
  'value of a body': (text: string) => account.client.post('/Users', user('ada', { title: text })),
} satisfies Record<string, (text: string) => Promise<unknown>>;

const passwords = {
  'of a creation': (text: string) => account.client.post('/Users', user('bob', { password: text })),
  'under the name with its URN': (text: string) =>
    account.client.post(
      '/Users',
      user('bob', { 'urn:ietf:params:scim:schemas:core:2.0:User:Password': text }),
    ),
  'of an operation': (text: string) =>
    account.client.patch('/Users/x', patchOf({ op: 'replace', path: 'password', value: text })),
  'of an operation without a path': (text: string) =>
    account.client.patch('/Users/x', patchOf({ op: 'replace', value: { password: text } })),
  'in a filter': (text: string) =>
    account.client.get(`/Users?filter=${encodeURIComponent(`userName pr and (password eq "${text}")`)}`),
  'in a filter that is none': (text: string) =>
    account.client.get(`/Users?filter=${encodeURIComponent(`password sw "${text}" and`)}`),
  'in the filter of a body': (text: string) =>
    account.client.post('/Users/.search', {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'],
      filter: `PassWord eq "a \\" ${text}"`,
      count: 1,
    }),
  'in the path of an operation': (text: string) =>
    account.client.patch('/Users/x', patchOf({ op: 'remove', path: `emails[password eq "${text}"]` })),
  'within a Bulk request': (text: string) =>
    account.client.post('/Bulk', {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
      Operations: [{ method: 'POST', path: '/Users', bulkId: '1', data: user('bob', { password: text }) }],
    }),
} satisfies Record<string, (text: string) => Promise<unknown>>;

/** All that the log holds. */
async function written(): Promise<string> {
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  const url = server().databaseUrl;
  const rows = await Promise.all(
    ['request_blocks', 'request_names'].map((table) => administer(url, `SELECT * FROM ${table}`)),
  );
  return JSON.stringify(rows, unpackedRequests);
}

test('no secret is in a column or in the log, wherever a client puts it, bodies included', async () => {
  const sent: string[] = [];
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...Object.values(places)), secret, async (send, text) => {
      sent.push(text);
      await send(text);
    }),
    { numRuns: 100 },
  );
  const log = await written();
  expect(log).toContain('Okta');
  expect(sent.filter((text) => log.includes(text))).toEqual([]);
  const lines = server().logLines.join('');
  expect(lines).toContain('/scim/v2/Users');
  expect(sent.filter((text) => lines.includes(text))).toEqual([]);
});

test('no password is in a column, under whatever name it comes', async () => {
  const sent: string[] = [];
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...Object.values(passwords)), password, async (send, text) => {
      sent.push(text);
      await send(text);
    }),
    { numRuns: 120 },
  );
  const log = await written();
  expect(log).toContain('userName');
  expect(sent.filter((text) => log.includes(text))).toEqual([]);
});
