import { setTimeout } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { Requester } from '../../../src/application/ports/caller.ts';
import { serviceAccountId } from '../../../src/application/ports/caller.ts';
import { sqlite } from '../../support/databases.ts';
import { operator, serverOn } from '../../support/start-server.ts';

// What is taken away must be gone at once to these tests.
const server = serverOn(sqlite, { tokenCacheSeconds: 0 });
const requester: Requester = { principal: { kind: 'anonymous' }, source: '203.0.113.7', requestId: 'r-1' };
const authenticate = (text: string | undefined) =>
  server().application.authenticateToken(requester, { text });

test('a token names itself, and its secret has 256 bits', async () => {
  const { token } = await server().openAccount();
  expect(token.text).toMatch(/^rollcall_[0-9a-f]{32}_[A-Za-z0-9_-]{43}$/);
  expect(token.text).toContain(token.token.state.id.replaceAll('-', ''));
});

test('a genuine token decides the account and the principal', async () => {
  const { token, caller } = await server().openAccount();
  expect(await authenticate(token.text)).toEqual({
    ...requester,
    accountId: caller.accountId,
    principal: { kind: 'token', id: token.token.state.id, name: 'Okta', scopes: ['scim'] },
  });
});

describe('refused and recorded', () => {
  test('in its own account: a token with a wrong secret', async () => {
    const { token, journal } = await server().openAccount();
    const forged = token.text.slice(0, -1) + (token.text.endsWith('A') ? 'E' : 'A');
    await expect(authenticate(forged)).rejects.toMatchObject({ code: 'tokenUnknown' });
    const [entry] = await journal();
    expect(entry).toMatchObject({
      action: 'AuthenticateToken',
      principal: { kind: 'anonymous' },
      source: '203.0.113.7',
      requestId: 'r-1',
      target: { type: 'token', id: token.token.state.id },
      refusal: { code: 'tokenUnknown' },
    });
    expect(JSON.stringify(await journal())).not.toContain(forged.slice(-43));
  });

  test.each([undefined, '', 'nonsense', `rollcall_${'0'.repeat(32)}_${'A'.repeat(43)}`])(
    "in the service's account: %j",
    async (text) => {
      await expect(authenticate(text)).rejects.toMatchObject({ code: 'tokenUnknown' });
      const service = { ...operator, accountId: serviceAccountId };
      const [entry] = await server().application.readAuditLog(service, { limit: 1 });
      expect(entry).toMatchObject({ action: 'AuthenticateToken', refusal: { code: 'tokenUnknown' } });
    },
  );

  test('a token that was revoked, at once and for good', async () => {
    const { token, caller, journal } = await server().openAccount();
    const { id } = token.token.state;
    await server().application.revokeToken(caller, { id });
    await expect(authenticate(token.text)).rejects.toMatchObject({ code: 'tokenRevoked' });
    expect((await journal())[0]).toMatchObject({ refusal: { code: 'tokenRevoked' } });
    await server().application.revokeToken(caller, { id });
    expect((await journal()).filter(({ action }) => action === 'ApiTokenRevoked')).toHaveLength(1);
  });
});

test('rotation: both work until the old one is revoked, then only the new one', async () => {
  const { application } = server();
  const { token: old, caller } = await server().openAccount();
  const { id } = old.token.state;
  const fresh = await application.rotateToken(caller, { id });
  for (const { text } of [old, fresh]) await expect(authenticate(text)).resolves.toBeDefined();
  await application.revokeToken(caller, { id });
  await expect(authenticate(old.text)).rejects.toMatchObject({ code: 'tokenRevoked' });
  await expect(authenticate(fresh.text)).resolves.toBeDefined();
  await expect(application.rotateToken(caller, { id })).rejects.toMatchObject({
    code: 'tokenRevoked',
  });
});

test('its last use is noted once a minute, not with each request', async () => {
  const { application } = server();
  const { token, caller } = await server().openAccount();
  const lastUsed = async () => (await application.listTokens(caller))[0]?.state.lastUsedAt;
  expect(await lastUsed()).toBeUndefined();
  await authenticate(token.text);
  // The request does not wait for the note.
  for (let tries = 0; tries < 400 && (await lastUsed()) === undefined; tries++) await setTimeout(5);
  const first = await lastUsed();
  expect(first).toBeDefined();
  await authenticate(token.text);
  await authenticate(token.text);
  expect(await lastUsed()).toBe(first);
});

test("a token of one account is not another account's to rotate or revoke", async () => {
  const { application } = server();
  const { token } = await server().openAccount();
  const { caller: stranger } = await server().openAccount('Other');
  const { id } = token.token.state;
  await expect(application.revokeToken(stranger, { id })).rejects.toMatchObject({
    code: 'tokenNotFound',
  });
  await expect(application.rotateToken(stranger, { id })).rejects.toMatchObject({
    code: 'tokenNotFound',
  });
  await expect(authenticate(token.text)).resolves.toBeDefined();
});
