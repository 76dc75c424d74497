import { expect, test } from 'vitest';
import type { TokenScope } from '../../../src/domain/permission/token-scope.ts';
import type { Role } from '../../../src/domain/role/role.ts';
import { agentId } from '../../../src/domain/shared/identifiers.ts';
import { sqlite } from '../../support/databases.ts';
import { operator, serverOn, type TestAccount } from '../../support/start-server.ts';

const server = serverOn(sqlite, { secretKey: 'k'.repeat(32) });

const asking = async ({ issueToken }: TestAccount, scope: TokenScope) => {
  const { text } = await issueToken({ scopes: [scope] });
  return (path: string, { method = 'GET', ...headers }: Readonly<Record<string, string>> = {}) =>
    fetch(server().baseUrl(`/audit-log${path}`), {
      method,
      headers: { Authorization: `Bearer ${text}`, ...headers },
    });
};

test('there is nothing to read before anything is sealed', async () => {
  const ask = await asking(await server().openAccount('Early'), 'events:read');
  const answer = await ask('/checkpoint');
  expect(answer.status).toBe(404);
  expect(await answer.json()).toMatchObject({ detail: expect.stringMatching('no checkpoint yet') });
  expect((await ask('/tile/0/000')).status).toBe(404);
});

test('a checkpoint is read, and told to be the same by its entity tag', async () => {
  const account = await server().openAccount('Checked');
  await account.provisionMany(300);
  const sealed = await server().application.sealAuditLog(operator);
  const ask = await asking(account, 'events:read');
  const answer = await ask('/checkpoint');
  expect(answer.status).toBe(200);
  expect(answer.headers.get('Content-Type')).toBe('text/plain; charset=utf-8');
  expect(answer.headers.get('Cache-Control')).toBe('private, no-cache');
  expect(await answer.text()).toMatch(
    new RegExp(`^rollcall/[\\da-f]{16}\n${sealed}\n[\\w+/]{43}=\n\n— rollcall/[\\da-f]{16} [\\w+/]+=*\n$`),
  );
  const tag = String(answer.headers.get('ETag'));
  expect((await ask('/checkpoint', { 'If-None-Match': tag })).status).toBe(304);
  await account.provisionMany(1);
  await server().application.sealAuditLog(operator);
  expect((await ask('/checkpoint', { 'If-None-Match': tag })).status).toBe(200);
});

test('a tile is bytes that never change, for this caller to keep', async () => {
  const ask = await asking(await server().openAccount('Tiles'), 'admin:read');
  const whole = await ask('/tile/0/000');
  expect(whole.status).toBe(200);
  expect(whole.headers.get('Cache-Control')).toBe('private, max-age=31536000, immutable');
  expect(whole.headers.get('Vary')).toMatch('Authorization');
  expect(whole.headers.get('Content-Type')).toBe('application/octet-stream');
  expect((await whole.bytes()).length).toBe(256 * 32);
  const partial = await ask('/tile/0/001.p/3');
  expect((await partial.bytes()).length).toBe(3 * 32);
  for (const path of [
    '/tile/0/001',
    '/tile/0/001.p/255',
    '/tile/9/000',
    '/tile/0/1',
    '/tile/entries/000',
    '/tile/',
  ])
    expect((await ask(path)).status, path).toBe(404);
});

test('both are the same for every account, and tell it nothing of another', async () => {
  const accounts = [await server().openAccount('One'), await server().openAccount('Other')];
  const texts = await Promise.all(
    accounts.map(async (account) => (await (await asking(account, 'events:read'))('/checkpoint')).text()),
  );
  expect(texts[0]).toBe(texts[1]);
});

test.each(['/checkpoint', '/tile/0/000'])(
  '%s is refused to whoever may not read the audit log',
  async (path) => {
    const account = await server().openAccount(`Refused ${path}`);
    expect((await fetch(server().baseUrl(`/audit-log${path}`))).status).toBe(401);
    const answer = await (await asking(account, 'scim'))(path);
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({
      code: expect.stringMatching(/tokenScopeMissing|permissionMissing/),
    });
  },
);

test('whoever is signed in and may read the audit log reads both', async () => {
  const { caller, provisionMany } = await server().openAccount('Signed in');
  const statusFor = async (role: Role) => {
    const [id = ''] = await provisionMany(1, () => ({ directory: { roles: [{ value: role }] } }));
    const { secret } = await server().application.beginSession(caller, {
      ...{ agentId: agentId(id), connection: 'test', address: '203.0.113.7', browser: 'Chromium' },
    });
    const asked = ['/checkpoint', '/tile/0/000'].map((path) =>
      fetch(server().baseUrl(`/audit-log${path}`), { headers: { Cookie: `rollcall=${secret}` } }),
    );
    return (await Promise.all(asked)).map(({ status }) => status);
  };
  expect(await statusFor('manager')).toEqual([200, 200]);
  expect(await statusFor('grader')).toEqual([403, 403]);
});

test('only reading is possible, and nothing else is there', async () => {
  const ask = await asking(await server().openAccount('Methods'), 'admin:write');
  const posted = await ask('/checkpoint', { method: 'POST' });
  expect(posted.status).toBe(405);
  expect(posted.headers.get('Allow')).toBe('HEAD, GET');
  expect((await ask('/checkpoint', { method: 'HEAD' })).status).toBe(200);
  expect((await ask('/elsewhere')).status).toBe(404);
  expect((await ask('')).status).toBe(404);
});
