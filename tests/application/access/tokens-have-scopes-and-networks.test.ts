import { expect, test } from 'vitest';
import type { Requester } from '../../../src/application/ports/caller.ts';
import type { TokenScope } from '../../../src/domain/permission/token-scope.ts';
import { instantPlus } from '../../../src/domain/shared/instant.ts';
import { later } from '../../support/agents.ts';
import { applicationOn } from '../../support/application-on.ts';
import { onEachDatabase } from '../../support/databases.ts';
import { stageOn } from '../../support/open-storage.ts';
import { filledAccount } from '../in-the-journal/filled-account.ts';

const requesterFrom = (source: string): Requester => ({
  principal: { kind: 'anonymous' },
  source,
  requestId: 'r-1',
});

onEachDatabase('an API token', (product) => {
  const stage = stageOn(product);

  test('comes with those of its scopes that count where it is presented', async () => {
    const { application, caller } = await filledAccount(stage());
    const { authenticateToken, issueToken } = application;
    const { text } = await issueToken(caller, { name: 'Both', scopes: ['scim', 'admin:read'] });
    const scopesAt = async (scopes?: readonly TokenScope[]) =>
      (await authenticateToken(requesterFrom('203.0.113.7'), { text, scopes })).principal;
    expect(await scopesAt()).toMatchObject({ scopes: ['scim'] });
    expect(await scopesAt(['admin:read', 'admin:write'])).toMatchObject({ scopes: ['admin:read'] });
    expect(await scopesAt(['events:read'])).toMatchObject({ scopes: [] });
  });

  test('is not made for what does not exist, for nothing, or for an agent as well as for administration', async () => {
    const { application, caller, ada } = await filledAccount(stage());
    const issue = (request: object) => application.issueToken(caller, { name: 'New', ...request });
    const refused = (code: string) => expect.objectContaining({ code });
    await expect(issue({ scopes: ['root'] })).rejects.toEqual(refused('inputInvalid'));
    await expect(issue({ scopes: [] })).rejects.toEqual(refused('inputInvalid'));
    const both = issue({ agentId: ada, scopes: ['admin:read'] });
    await expect(both).rejects.toEqual(refused('tokenScopeInvalid'));
  });

  test('keeps its scopes and networks when another one takes over', async () => {
    const { application, caller } = await filledAccount(stage());
    const said = { scopes: ['admin:read'], addresses: ['203.0.113.0/24'] } as const;
    const { token } = await application.issueToken(caller, { name: 'Script', ...said });
    const next = await application.rotateToken(caller, { id: token.state.id });
    expect(next.token.state).toMatchObject(said);
  });

  test.each([
    [['203.0.113.0/24'], '203.0.113.255', true],
    [['203.0.113.0/24'], '203.0.114.0', false],
    [['203.0.113.7'], '203.0.113.7', true],
    [['203.0.113.7'], '203.0.113.8', false],
    [['198.51.100.0/24', '2001:db8::/32'], '2001:db8::1', true],
    [['2001:db8::/32'], '2001:db9::1', false],
    [['203.0.113.0/24'], '::ffff:203.0.113.9', true],
    [['::ffff:203.0.113.0/120'], '203.0.113.9', true],
    [['::ffff:203.0.113.0/120'], '::ffff:203.0.114.9', false],
    [['::ffff:203.0.113.7'], '203.0.113.7', true],
    [['::ffff:0:0/96'], '198.51.100.7', true],
    [['::ffff:0:0/96'], '2001:db8::1', false],
    [['::/0'], '2001:db8::1', true],
    [['0.0.0.0/0'], '::1', false],
    [['203.0.113.0/24'], 'unknown', false],
  ])('of the networks %j that comes from %s lets in: %s', async (addresses, source, isLetIn) => {
    const { application, caller } = await filledAccount(stage());
    const { text } = await application.issueToken(caller, { name: 'Bound', addresses });
    const authenticated = application.authenticateToken(requesterFrom(source), { text });
    if (isLetIn) return expect(authenticated).resolves.toMatchObject({ accountId: caller.accountId });
    await expect(authenticated).rejects.toMatchObject({ code: 'tokenAddressRefused' });
    const [entry] = await application.readAuditLog(caller, { limit: 1 });
    expect(entry).toMatchObject({
      source,
      target: { name: 'Bound' },
      refusal: { code: 'tokenAddressRefused' },
    });
  });

  test.each(['203.0.113.0/33', 'example.com', '203.0.113', '', '203.0.113.0/24 '])(
    'is not bound to %j, which is no network',
    async (address) => {
      const { application, caller } = await filledAccount(stage());
      const issued = application.issueToken(caller, { name: 'Bound', addresses: [address] });
      await expect(issued).rejects.toMatchObject({ code: 'tokenAddressInvalid' });
    },
  );

  test('that expires is told of 30, 14, 7 and 1 days ahead, once each time', async () => {
    const on = await filledAccount(stage());
    const { token } = await on.application.issueToken(on.caller, { name: 'Script', expiresInDays: 90 });
    const daysLater = (days: number) => instantPlus(later, days * 86_400_000);
    const told: number[] = [];
    for (const day of [59, 60, 60.5, 75, 76, 83, 83.1, 89, 89.9, 90, 91]) {
      const { warnOfTokenExpiry } = applicationOn(stage().storage, {
        clock: { now: () => daysLater(day) },
      });
      await warnOfTokenExpiry(on.caller);
      const entries = await on.application.readAuditLog(on.caller, { limit: 100, targetId: token.state.id });
      told.push(entries.filter(({ action }) => action === 'ApiTokenExpiring').length);
    }
    expect(told).toEqual([0, 1, 1, 1, 2, 3, 3, 4, 4, 4, 4]);
  });

  test('that expires is told of once, however many processes look at the same time', async () => {
    const on = await filledAccount(stage());
    const ids: string[] = [];
    for (let index = 0; index < 5; index++) {
      const { token } = await on.application.issueToken(on.caller, { name: `S ${index}`, expiresInDays: 90 });
      ids.push(token.state.id);
    }
    const clock = { now: () => instantPlus(later, 80 * 86_400_000) };
    const processes = Array.from({ length: 6 }, () => applicationOn(stage().storage, { clock }));
    await Promise.all(processes.map(({ warnOfTokenExpiry }) => warnOfTokenExpiry(on.caller)));
    const entries = await on.application.readAuditLog(on.caller, { limit: 100, action: 'ApiTokenExpiring' });
    const told = entries.map(({ target }) => target?.id);
    expect(told).toEqual(expect.arrayContaining(ids));
    expect(told).toHaveLength(new Set(told).size);
  });

  test('is revoked once, however many do so at the same time', async () => {
    const on = await filledAccount(stage());
    const { token } = await on.application.issueToken(on.caller, { name: 'Script' });
    const { id } = token.state;
    const several = Array.from({ length: 6 }, () => on.application.revokeToken(on.caller, { id }));
    await Promise.all(several);
    const entries = await on.application.readAuditLog(on.caller, { limit: 100, targetId: id });
    expect(entries.map(({ action }) => action)).toEqual(['ApiTokenRevoked', 'ApiTokenIssued']);
  });

  test('that expires is not told of once another one has taken over', async () => {
    const on = await filledAccount(stage());
    const { token } = await on.application.issueToken(on.caller, { name: 'Script', expiresInDays: 90 });
    await on.application.rotateToken(on.caller, { id: token.state.id, expiresInDays: null });
    const clock = { now: () => instantPlus(later, 80 * 86_400_000) };
    await applicationOn(stage().storage, { clock }).warnOfTokenExpiry(on.caller);
    const entries = await on.application.readAuditLog(on.caller, { limit: 100, targetId: token.state.id });
    expect(entries.map(({ action }) => action)).toEqual(['ApiTokenIssued']);
  });
});
