import { describe, expect, test } from 'vitest';
import { ApiToken } from '../../../src/domain/account/api-token.ts';
import { agentId, apiTokenId } from '../../../src/domain/shared/identifiers.ts';
import { instantOf, instantPlus } from '../../../src/domain/shared/instant.ts';
import { acme, later, noon } from '../../support/agents.ts';
import { secretOf } from '../../support/kept-secrets.ts';
import { refusalOf } from '../../support/refusal.ts';

const day = 86_400_000;
const issue = (request: { name?: string; expiresInDays?: number | null } = {}) =>
  ApiToken.issue(apiTokenId('t1'), acme, secretOf('hash'), { name: 'Okta', ...request }, noon);

describe('a token', () => {
  test('expires after 90 days unless another span or none is chosen', () => {
    expect(issue().state.state.expiresAt).toBe(instantPlus(noon, 90 * day));
    expect(issue({ expiresInDays: 7 }).state.state.expiresAt).toBe(instantPlus(noon, 7 * day));
    expect(issue({ expiresInDays: null }).state.state.expiresAt).toBeUndefined();
  });

  test.each([0, 3651, 1.5, -1, Number.NaN])('cannot expire after %d days', (expiresInDays) => {
    expect(refusalOf(() => issue({ expiresInDays })).code).toBe('tokenExpiryInvalid');
  });

  test.each([1, 3650])('can expire after %d days', (expiresInDays) => {
    expect(issue({ expiresInDays }).state.state.expiresAt).toBeDefined();
  });

  test.each(['', '   ', 'x'.repeat(101)])('cannot be named %j', (name) => {
    expect(refusalOf(() => issue({ name })).code).toBe('tokenNameInvalid');
  });

  test('works until the very moment at which it expires, and then says so', () => {
    const { state: token } = issue({ expiresInDays: 1 });
    const expiry = token.state.expiresAt ?? noon;
    expect(() => token.requireUsable(instantPlus(expiry, -1))).not.toThrow();
    const refusal = refusalOf(() => token.requireUsable(expiry));
    expect(refusal.code).toBe('tokenExpired');
    expect(refusal.message).toContain(expiry);
  });

  test('that was revoked no longer works, and revoking it again changes nothing', () => {
    const revoked = issue().state.revoke(later);
    expect(revoked.events).toMatchObject([
      { type: 'ApiTokenRevoked', changes: [{ path: 'revokedAt', to: later }] },
    ]);
    expect(refusalOf(() => revoked.state.requireUsable(later)).code).toBe('tokenRevoked');
    expect(revoked.state.revoke(instantOf(new Date())).events).toEqual([]);
  });

  test('keeps its hash out of its events', () => {
    expect(JSON.stringify(issue().events)).not.toContain('hash');
  });
});

describe('rotation', () => {
  const rotate = (expiresInDays?: number | null) =>
    issue({ expiresInDays }).state.rotate(apiTokenId('t2'), secretOf('hash2'), { name: 'Okta 2' }, later)
      .state.state;

  test('leaves the old token working and names it in the new one', () => {
    const { state: old } = issue();
    const { state: fresh } = old.rotate(apiTokenId('t2'), secretOf('hash2'), { name: 'Okta 2' }, later);
    expect(fresh.state).toMatchObject({ id: 't2', name: 'Okta 2', rotatedFrom: 't1', secretHash: 'hash2' });
    expect(() => old.requireUsable(later)).not.toThrow();
    expect(() => fresh.requireUsable(later)).not.toThrow();
  });

  test('counts the expiry anew, and keeps a token that never expires so', () => {
    expect(rotate().expiresAt).toBe(instantPlus(later, 90 * day));
    expect(rotate(null).expiresAt).toBeUndefined();
  });

  test('keeps for whom the token speaks', () => {
    const request = { name: 'Ada', agentId: agentId('a1') };
    const { state: old, events } = ApiToken.issue(apiTokenId('t1'), acme, secretOf('hash'), request, noon);
    expect(events[0]?.changes).toContainEqual({ path: 'agentId', to: 'a1' });
    expect(
      old.rotate(apiTokenId('t2'), secretOf('hash2'), { name: 'Okta 2' }, later).state.state.agentId,
    ).toBe('a1');
  });

  test('of a revoked token is refused', () => {
    const revoked = issue().state.revoke(noon).state;
    expect(
      refusalOf(() => revoked.rotate(apiTokenId('t2'), secretOf('h'), { name: 'Okta 2' }, later)).code,
    ).toBe('tokenRevoked');
  });
});
