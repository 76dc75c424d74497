import { expect, test } from 'vitest';
import { type Instant, instantPlus } from '../../../src/domain/shared/instant.ts';
import { later } from '../../support/agents.ts';
import { applicationOn } from '../../support/application-on.ts';
import { onEachDatabase } from '../../support/databases.ts';
import { answering, webServer } from '../../support/identity-provider.ts';
import { stageOn } from '../../support/open-storage.ts';
import { madeCertificate, oktaMetadata, samlMetadataWith } from '../../support/saml-metadata.ts';
import { operator } from '../../support/start-server.ts';
import { callerIn } from '../../support/stored-agents.ts';

const hour = 3_600_000;
const day = 24 * hour;

onEachDatabase('metadata', (product) => {
  const stage = stageOn(product);

  /** An account with a connection whose metadata a server has, and a clock that a test sets. */
  async function connected(certificates?: readonly string[]) {
    const time: { at: Instant } = { at: later };
    const told: { message: string; details?: object }[] = [];
    const log = {
      warn: (message: string, details?: object) => void told.push({ message, details }),
      error: (_: string, error: unknown) => {
        throw error;
      },
    };
    const application = applicationOn(stage().storage, { clock: { now: () => time.at }, log });
    const { state } = await application.openAccount(callerIn(), { name: 'Acme' });
    const caller = callerIn(state.id);
    const server = await webServer(answering(samlMetadataWith({ certificates })));
    const settings = { name: 'Okta', metadataUrl: server.url };
    await application.addSsoConnection(caller, settings);
    const requestsBefore = server.requests;
    return {
      application,
      caller,
      server,
      told,
      refreshAfter: async (milliseconds: number) => {
        time.at = instantPlus(time.at, milliseconds);
        await application.refreshSsoMetadata(operator);
        return server.requests - requestsBefore;
      },
      connection: async () => {
        const [only] = await application.listSsoConnections(caller);
        if (only === undefined) throw new Error('There is no connection.');
        return only.connection.state;
      },
      events: async () =>
        (await application.readAuditLog(caller, { limit: 100 })).map(({ action }) => action),
    };
  }

  test('are read again after a day, which is no entry where they say the same', async () => {
    const { refreshAfter, connection, events } = await connected();
    expect(await refreshAfter(day - 1)).toBe(0);
    expect(await refreshAfter(1)).toBe(1);
    expect(await connection()).toMatchObject({ version: 1, checkedAt: instantPlus(later, day) });
    expect(await refreshAfter(day - 1)).toBe(1);
    expect(await refreshAfter(1)).toBe(2);
    expect(await events()).toEqual(['SsoConnectionAdded', 'AccountOpened']);
  });

  test('that name another certificate hold from then on', async () => {
    const { server, refreshAfter, connection, events } = await connected();
    const [first, second] = [/<ds:X509Certificate>([^<]+)/.exec(oktaMetadata)?.[1] ?? '', madeCertificate()];
    server.answer = answering(samlMetadataWith({ certificates: [first, second] }));
    await refreshAfter(day);
    expect((await connection()).provider).toMatchObject({ certificates: [{}, { der: second }] });
    expect((await events())[0]).toBe('SsoMetadataRefreshed');
  });

  test('that cannot be read leave those before, are told of once, and are tried again each hour', async () => {
    const { server, told, refreshAfter, connection, events } = await connected();
    const { provider } = await connection();
    server.answer = answering('<html>', 'text/html', 503);
    expect(await refreshAfter(day)).toBe(1);
    const since = instantPlus(later, day);
    const refreshFailure = { since, reason: `${server.url}/ answered with 503.` };
    expect((await connection()).provider).toEqual({ ...provider, refreshFailure });
    expect(await refreshAfter(hour - 1)).toBe(1);
    expect(await refreshAfter(1)).toBe(2);
    server.answer = answering('<html>', 'text/html');
    expect(await refreshAfter(hour)).toBe(3);
    expect((await connection()).provider).toEqual({ ...provider, refreshFailure });
    expect(told.map(({ message }) => message)).toEqual(
      Array(3).fill('The metadata of a Single Sign-On connection cannot be read again'),
    );
    server.answer = answering(oktaMetadata);
    await refreshAfter(hour);
    expect((await connection()).provider).toEqual(provider);
    expect(await refreshAfter(hour)).toBe(4);
    expect(await events()).toEqual([
      'SsoMetadataRefreshed',
      'SsoMetadataNotRefreshed',
      'SsoConnectionAdded',
      'AccountOpened',
    ]);
  });

  test('of an account that is closed are left alone, and read once it is open again', async () => {
    const { application, caller, refreshAfter } = await connected();
    await application.closeAccount(caller);
    expect(await refreshAfter(day)).toBe(0);
    await application.reopenAccount(caller);
    expect(await refreshAfter(0)).toBe(1);
  });

  test('are not read for a connection that was removed or changed meanwhile', async () => {
    const { application, caller, server, refreshAfter, connection } = await connected();
    const { id } = await connection();
    server.answer = (_, response) => {
      void application
        .changeSsoConnection(caller, { id, metadataXml: oktaMetadata })
        .then(() => answering(samlMetadataWith({ entityId: 'http://late' }))(_, response));
    };
    await refreshAfter(day);
    expect((await connection()).provider.issuer).toBe('http://www.okta.com/exk1fcia6d6EMsf331d8');
    expect((await connection()).version).toBe(2);
  });

  test('whose certificates end are told of 30, 14, 7 and 1 days ahead, and when they have', async () => {
    const made = madeCertificate(['rsa:2048'], 4000);
    const { told, refreshAfter, connection } = await connected([made]);
    const { provider } = await connection();
    const end = provider.kind === 'saml' ? (provider.certificates[0]?.notAfter ?? later) : later;
    const daysLeft = Math.floor((Date.parse(end) - Date.parse(later)) / day);
    await refreshAfter((daysLeft - 31) * day);
    const told0 = told.length;
    const days: number[] = [];
    for (let left = 30; left >= -2; left--) {
      const before = told.length;
      await refreshAfter(day);
      if (told.length > before) days.push(left);
    }
    expect(told0).toBe(0);
    expect(days).toEqual([29, 13, 6, 0, -1]);
    expect(told[0]).toMatchObject({
      message: 'The signing certificates of a Single Sign-On connection end',
      details: { name: 'Okta', endsAt: end },
    });
  });
});
