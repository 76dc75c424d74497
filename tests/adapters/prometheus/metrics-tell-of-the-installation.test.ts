import { expect, test, vi } from 'vitest';
import { samlProvider } from '../../../src/domain/sign-in/sso-provider.ts';
import { brakedAccount } from '../../support/brakes.ts';
import { onEachDatabase } from '../../support/databases.ts';
import { user } from '../../support/scim-client.ts';
import { Scraped } from '../../support/scraped.ts';
import { addedConnection, certificate, metadata } from '../../support/sso-connections.ts';
import { serverOn } from '../../support/start-server.ts';

onEachDatabase('how far the audit log is', (product) => {
  const settings = { metricsListen: '127.0.0.1:0', secretKey: 'k'.repeat(32) };
  const server = serverOn(product, settings);
  const scraped = () => Scraped.from(server().metricsPort);

  test('is told while nobody numbers or seals it, and once somebody has', async () => {
    const account = await server().openAccount();
    await account.client.post('/Users', user('ada@example.com'));
    const before = await scraped();
    expect(before.value('rollcall_database_answers')).toBe(1);
    const waiting =
      (before.value('rollcall_audit_unnumbered_entries') ?? 0) +
      (before.value('rollcall_audit_unsealed_entries') ?? 0);
    expect(waiting).toBeGreaterThan(2);
    // One writer numbers its entries in the transaction.
    if (product.name === 'SQLite') expect(before.value('rollcall_audit_unnumbered_entries')).toBe(0);
    else expect(before.value('rollcall_audit_unnumbered_entries')).toBeGreaterThan(2);
    await server().application.sealAuditLog({
      principal: { kind: 'service', name: 'Rollcall' },
      source: 'in process',
      requestId: 'seal',
    });
    await vi.waitFor(
      async () => {
        const after = await scraped();
        for (const what of [
          'unnumbered_entries',
          'unnumbered_seconds',
          'unsealed_entries',
          'unsealed_seconds',
        ])
          expect(after.value(`rollcall_audit_${what}`)).toBe(0);
      },
      { timeout: 20_000, interval: 500 },
    );
  });
});

onEachDatabase('certificates that end', (product) => {
  const server = serverOn(product, { metricsListen: '127.0.0.1:0' });

  test('are told by the last one of each connection', async () => {
    const { caller } = await server().openAccount();
    const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
    const ends = {
      Near: [certificate('aa', inDays(3))],
      Replaced: [certificate('bb', inDays(3)), certificate('cc', inDays(400))],
      Ended: [certificate('dd', inDays(-2))],
      'Long ended': [certificate('ee', inDays(-30))],
      Far: [certificate('ff', inDays(40))],
    };
    for (const [name, certificates] of Object.entries(ends)) {
      const provider = samlProvider(metadata({ certificates, issuer: `https://${name}.example` }), undefined);
      const added = addedConnection(provider, name, caller.accountId);
      await server().unitOfWork.transact(caller, ({ ssoConnections }) => ssoConnections.store(added));
    }
    const scraped = await Scraped.from(server().metricsPort);
    const certificates = (days: number) =>
      scraped.value('rollcall_credentials_ending', { kind: 'certificate', within_days: days });
    expect([0, 1, 7, 14, 30].map(certificates)).toEqual([1, 1, 2, 2, 2]);
  });
});

onEachDatabase('tokens that end', (product) => {
  const server = serverOn(product, { metricsListen: '127.0.0.1:0' });

  test('are told by how near their end is, and not those that are revoked, or that another has taken over from', async () => {
    const account = await server().openAccount();
    const { application } = server();
    const [, , revoked, rotated] = [
      await account.issueToken({ expiresInDays: 1 }),
      await account.issueToken({ expiresInDays: 6 }),
      await account.issueToken({ expiresInDays: 5 }),
      await account.issueToken({ expiresInDays: 20 }),
      await account.issueToken({ expiresInDays: 40 }),
    ];
    await application.revokeToken(account.caller, { id: revoked.token.state.id });
    await application.rotateToken(account.caller, { id: rotated.token.state.id });
    const closed = await server().openAccount('Closed');
    await closed.issueToken({ expiresInDays: 2 });
    await application.closeAccount(closed.caller);
    const scraped = await Scraped.from(server().metricsPort);
    const tokens = (days: number) =>
      scraped.value('rollcall_credentials_ending', { kind: 'token', within_days: days });
    expect([0, 1, 7, 14, 30].map(tokens)).toEqual([0, 1, 2, 2, 2]);
    expect(scraped.value('rollcall_credentials_ending', { kind: 'certificate', within_days: 30 })).toBe(0);
  });
});

onEachDatabase('deactivations of many at once', (product) => {
  const server = serverOn(product, { metricsListen: '127.0.0.1:0' });

  test('are told until somebody has decided', async () => {
    const { api, ids, deactivate } = await brakedAccount(server(), 8);
    const { deactivate: deactivateOthers, ids: others } = await brakedAccount(server(), 8, false);
    await deactivate(ids.slice(0, 4));
    await deactivateOthers(others.slice(0, 4));
    const waves = async () => {
      const scraped = await Scraped.from(server().metricsPort);
      return ['tells', 'stops'].map((brake) => scraped.value('rollcall_deactivation_waves', { brake }));
    };
    expect(await waves()).toEqual([1, 1]);
    expect((await api.post('/brake/go-on', {})).status).toBe(200);
    await vi.waitFor(async () => expect(await waves()).toEqual([1, 0]), { timeout: 20_000, interval: 500 });
  });
});
