import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll, expect, test } from 'vitest';
import { serviceAccountId } from '../../src/application/ports/caller.ts';
import type { ExplainedRequest } from '../../src/application/requests/explanation/explained-request.ts';
import { codeOfStatus } from '../../src/application/requests/explanation/refusal-code.ts';
import { remedies } from '../../src/application/requests/explanation/remedies.ts';
import { onEachServer, sqlite } from '../support/databases.ts';
import { writtenRequests } from '../support/logged-requests.ts';
import { basic, groupSchema, patchOf, user } from '../support/scim-client.ts';
import { operator, serverOn, TestServer } from '../support/start-server.ts';
import { proxyTo } from '../support/tcp-proxy.ts';

/** The rows of the guide's table. */
const guide = [
  ...readFileSync('docs/guides/troubleshooting.md', 'utf8').matchAll(/^\| `(.+?)` \| (.+) \|$/gm),
].map(([, message = '', todo = '']) => ({ message, todo: todo.replaceAll('\\|', '|') }));

/** What SQLite does not answer: servers alone can be away. */
const onServers = ['The service cannot reach its database …'];

const server = serverOn(sqlite, { tokenCacheSeconds: 0 });
let failed: readonly ExplainedRequest[] = [];

const service = { ...operator, accountId: serviceAccountId };
const nobody = '0199d2a0-0000-7000-8000-ffffffffffff';
const group = (displayName: string, ...members: string[]) => ({
  schemas: [groupSchema],
  displayName,
  members: members.map((value) => ({ value })),
});

beforeAll(async () => {
  const { application } = server();
  const account = await server().openAccount();
  const { client, caller } = account;
  const other = [{ value: 'other@example.com', primary: true }];
  const own = [{ value: 'old@example.com', primary: true }];
  const { id } = await client.create('old@example.com', { emails: own });
  await client.put(`/Users/${id}`, user('other@example.com'));
  await client.put(`/Users/${id}`, user('old@example.com', { emails: other }));
  await client.post('/Users', user('bob@example.com', { emails: other }));
  await client.post('/Users', user('OLD@example.com'));
  await client.post('/Users', user('ada'));
  await client.get('/Users/Users');
  const pushed = (await client.post('/Groups', group('Pushed'))).body.id;
  await client.post('/Groups', group('Nobody', nobody));
  await client.post('/Groups', group('Nested', pushed));
  await client.post('/Groups', group('PUSHED'));
  const profiled = (profile: object) => client.post('/Users', user('carol@example.com', { profile }));
  await profiled({ location: { city: 'Austin' } });
  await application.declareProfileAttribute(caller, { name: 'level', declaration: { type: 'number' } });
  const grades = { type: 'string', allowedValues: ['A', 'B'] } as const;
  await application.declareProfileAttribute(caller, { name: 'grade', declaration: grades });
  await profiled({ level: 'high' });
  await profiled({ grade: 'Z' });
  await application.acceptUndeclaredAttributes(caller, { accepted: false });
  await profiled({ shoe: '42' });
  const here = await application.createGroup(caller, { desired: { displayName: 'By hand' } });
  const rename = patchOf({ op: 'replace', path: 'displayName', value: 'Renamed' });
  await client.patch(`/Groups/${here.group.state.id}`, rename);
  await application.switchGroupsOverScim(caller, { on: false });
  await client.post('/Groups', group('Off'));
  await application.setBrake(caller, { agentsMin: 1, stops: true });
  await client.put(`/Users/${id}`, user('old@example.com', { emails: own, active: false }));
  await client.delete(`/Users/${id}`);
  const [expiring, revoked] = [await account.issueToken({ expiresInDays: 1 }), await account.issueToken()];
  await application.revokeToken(caller, { id: revoked.token.state.id });
  const unconnected = await server().openAccount('Unconnected', { sso: false });
  await unconnected.client.post('/Users', user('ada@example.com'));
  server().putClockForward(2);
  const asking = (Authorization: string) => client.with({ Authorization }).get('/Users');
  await asking(basic(expiring.text));
  await asking(basic(revoked.text));
  await asking(basic('wrong'));
  await asking(basic('wrong', 'okta'));
  await client.with({}, server().baseUrl('')).get('/Users');
  failed = [
    ...(await writtenRequests(application, caller, 18, { failed: true })),
    ...(await writtenRequests(application, unconnected.caller, 1, { failed: true })),
    ...(await writtenRequests(application, service, 3, { failed: true })),
  ];
});

/** Whether a message is the guide's, where `…` stands for anything, and so does what may follow. */
const isOf = (message: string, why: string): boolean =>
  new RegExp(
    message
      .split('…')
      .map((part) => part.trim().replace(/[^\w\s]/g, '\\$&'))
      .join('.*'),
  ).test(why);

test('the guide has rows', () => {
  expect(guide.length).toBeGreaterThan(20);
});

test.each(guide.filter(({ message }) => !onServers.includes(message)))(
  'the request that was refused with $message is found, and says what the guide says',
  ({ message, todo }) => {
    const told = failed.filter(({ explanation }) => explanation && isOf(message, explanation.why));
    expect(told.map(({ explanation }) => explanation?.todo)).toContain(todo);
  },
);

onEachServer('A request that came while the database was away', (product) => {
  test.each(guide.filter(({ message }) => onServers.includes(message)))(
    'was refused with $message, and is found once it is back',
    async ({ message, todo }) => {
      const proxy = await proxyTo(await product.freshUrl());
      const away = await TestServer.start(proxy.url, { requestSecondsMax: 3 });
      const { application } = away;
      const { caller, client, issueToken } = await away.openAccount();
      const unseen = await issueToken();
      await client.get('/Users');
      proxy.cut();
      const [inAccount, ofNobody] = await Promise.all([
        client.post('/Users', user('ada@example.com')),
        client.with({ Authorization: basic(unseen.text) }).get('/Users'),
      ]);
      expect([inAccount.status, ofNobody.status]).toEqual([503, 503]);
      // Longer than the log waits before it tries to write it.
      await pause(2_000);
      proxy.restore();
      const found = [
        ...(await writtenRequests(application, caller, 1, { status: 503 })),
        ...(await writtenRequests(application, service, 1, { status: 503 })),
      ];
      expect(found.map(({ requestId }) => requestId)).toEqual(
        [inAccount, ofNobody].map(({ headers }) => headers['x-request-id']),
      );
      for (const { explanation, lost } of found) {
        expect([explanation?.todo, lost]).toEqual([todo, undefined]);
        expect(isOf(message, explanation?.why ?? '')).toBe(true);
      }
      await away.stop();
      await proxy.close();
    },
  );
});

test('what the guide of identity providers says mistakes are answered with is explained here', () => {
  const rows = readFileSync('docs/guides/identity-providers.md', 'utf8').matchAll(/^\| `(.+?)` \| /gm);
  const messages = [...rows].map(([, message]) => message);
  expect(messages.length).toBeGreaterThan(3);
  expect(guide.map(({ message }) => message)).toEqual(expect.arrayContaining(messages));
});

test('the operator’s guide says of each status what the request log says', () => {
  const [, section = ''] =
    /^## When something is wrong\n([\s\S]*?)^## /m.exec(readFileSync('docs/guides/operator.md', 'utf8')) ??
    [];
  const rows = [...section.matchAll(/^\| (\d{3}|none, or half of one) \| (.+) \|$/gm)];
  const codeOf = (answer = '') => (answer.startsWith('none') ? 'clientGone' : codeOfStatus(Number(answer)));
  expect(rows.map(([, answer]) => answer)).toEqual(['429', '500', '503', 'none, or half of one']);
  for (const [, answer, todo] of rows)
    expect([answer, todo]).toEqual([answer, remedies[codeOf(answer)]?.todo]);
});

test('every refusal says what to do', () => {
  expect(failed.filter(({ explanation }) => !explanation?.todo)).toEqual([]);
});

const checksOf = (meaning: RegExp) =>
  failed.find(({ explanation }) => explanation && meaning.test(explanation.why))?.refusal?.checks;

test('a refused token has its checks, with what was expected and what came', () => {
  expect(checksOf(/expired on/)).toMatchObject([
    ...Array(4).fill({ passed: true }),
    { check: 'The token has not expired.', passed: false, received: expect.stringContaining('expired on') },
  ]);
  expect(checksOf(/revoked on/)?.at(-1)).toMatchObject({ check: 'The token is not revoked.', passed: false });
  expect(checksOf(/not valid/)).toMatchObject([
    { passed: true },
    { check: 'The token is whole.', passed: false, received: 'a text of 5 characters' },
  ]);
  expect(checksOf(/No API token/)).toMatchObject([
    { passed: false, received: 'HTTP Basic with another username than "apikey"' },
  ]);
});
