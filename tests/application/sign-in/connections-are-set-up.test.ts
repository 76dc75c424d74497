import { describe, expect, test } from 'vitest';
import type { Application } from '../../../src/application/application.ts';
import { ssoConnectionId } from '../../../src/domain/sign-in/sso-connection.ts';
import { desired, later } from '../../support/agents.ts';
import { applicationOn } from '../../support/application-on.ts';
import { administer, onEachDatabase, sqlite } from '../../support/databases.ts';
import { answering, webServer } from '../../support/identity-provider.ts';
import { oidcIdp, oidcSecret } from '../../support/oidc-idp.ts';
import { stageOn } from '../../support/open-storage.ts';
import { oktaMetadata, samlMetadataWith } from '../../support/saml-metadata.ts';
import { TestServer } from '../../support/start-server.ts';
import { callerIn } from '../../support/stored-agents.ts';

const entityId = 'http://www.okta.com/exk1fcia6d6EMsf331d8';
const clientSecret = 'the secret that nobody reads';

onEachDatabase('a Single Sign-On connection', (product) => {
  const stage = stageOn(product);

  async function accountWithout(application: Application = applicationOn(stage().storage)) {
    const { state } = await application.openAccount(callerIn(), { name: 'Acme' });
    return { application, caller: callerIn(state.id) };
  }

  const journalOf = async ({ application, caller }: Awaited<ReturnType<typeof accountWithout>>) =>
    (await application.readAuditLog(caller, { limit: 100 })).map(({ action, refusal }) => [
      action,
      refusal?.code,
    ]);

  /** Everything that the database holds as text. */
  const allRows = async (): Promise<string> => {
    const tables = ['accounts', 'sso_connections', 'journal'];
    return JSON.stringify(
      await Promise.all(tables.map((table) => administer(stage().url, `SELECT * FROM ${table}`))),
    );
  };

  test('of SAML is added by its metadata, and lets agents be provisioned at once', async () => {
    const account = await accountWithout();
    const { application, caller } = account;
    const provision = () => application.provisionAgent(caller, { desired: desired() });
    await expect(provision()).rejects.toMatchObject({ code: 'ssoNotSetUp' });
    const added = await application.addSsoConnection(caller, { name: 'Okta', metadataXml: oktaMetadata });
    expect(added.state).toMatchObject({ name: 'Okta', version: 1, checkedAt: later });
    expect(added.state.provider).toMatchObject({ kind: 'saml', issuer: entityId });
    await expect(provision()).resolves.toBeDefined();
    expect(await application.listSsoConnections(caller)).toEqual([{ connection: added }]);
    expect((await application.readAccount(caller)).state.ssoIssuers).toEqual([entityId]);
    const { wasLast } = await application.removeSsoConnection(caller, { id: added.state.id });
    expect(wasLast).toBe(true);
    expect(await application.listSsoConnections(caller)).toEqual([]);
    const others = applicationOn(stage().storage);
    const refused = { code: 'ssoNotSetUp' };
    await expect(others.provisionAgent(caller, { desired: desired() })).rejects.toMatchObject(refused);
  });

  test('of OpenID Connect is added once its issuer has answered, and its secret stands nowhere', async () => {
    const account = await accountWithout();
    const { application, caller } = account;
    const { issuer } = await oidcIdp();
    const settings = { name: 'Entra', issuer, clientId: 'rollcall', clientSecret };
    const { state } = await application.addSsoConnection(caller, settings);
    expect(state.provider).toMatchObject({ kind: 'oidc', issuer, clientSecretSetAt: later });
    expect(await application.listSsoConnections(caller)).toMatchObject([{ secret: 'opens' }]);
    const other = applicationOn(stage().storage, { settings: { secretKey: 'x'.repeat(32) } });
    expect(await other.listSsoConnections(caller)).toMatchObject([{ secret: 'unreadable' }]);
    const secretKey = `${'x'.repeat(32)} ${'k'.repeat(32)}`;
    const rotated = applicationOn(stage().storage, { settings: { secretKey } });
    expect(await rotated.listSsoConnections(caller)).toMatchObject([{ secret: 'opensWithOlderKey' }]);
    await rotated.changeSsoConnection(caller, { id: state.id, clientSecret });
    expect(await other.listSsoConnections(caller)).toMatchObject([{ secret: 'opens' }]);
    const rows = await allRows();
    expect(rows).toContain('clientSecretSetAt');
    expect(rows).not.toContain(clientSecret);
    expect(rows).not.toContain(Buffer.from(clientSecret).toString('base64').slice(0, 20));
    const told = JSON.stringify(await application.readAuditLog(caller, { limit: 100 }));
    expect(told).not.toMatch(/v1\.[\w-]{8}\./);
  });

  test('that keeps a secret is refused without a key, and every other is taken', async () => {
    const databaseUrl = 'mysql://user:password@db/rollcall';
    const settings = { secretKey: undefined, databaseUrl };
    const { application, caller } = await accountWithout(applicationOn(stage().storage, { settings }));
    const oidc = { name: 'Entra', issuer: 'http://127.0.0.1:1', clientId: 'rollcall', clientSecret };
    await expect(application.addSsoConnection(caller, oidc)).rejects.toMatchObject({
      code: 'secretKeyMissing',
      message: expect.stringContaining('ROLLCALL_SECRET_KEY'),
    });
    expect(await allRows()).not.toContain(clientSecret);
    await application.addSsoConnection(caller, { name: 'Okta', metadataXml: oktaMetadata });
  });

  test('keeps its id and what is not given when it is changed, and its provider is asked', async () => {
    const account = await accountWithout();
    const { application, caller } = account;
    const { issuer } = await oidcIdp();
    const { id } = (
      await application.addSsoConnection(caller, { name: 'A', issuer, clientId: 'a', clientSecret })
    ).state;
    const renamed = await application.changeSsoConnection(caller, { id, name: ' B ' });
    expect(renamed.state).toMatchObject({ id, name: 'B', version: 2 });
    const other = await application.changeSsoConnection(caller, { id, clientId: 'b' });
    const known = renamed.state.provider;
    expect(other.state.provider).toEqual({ ...known, clientId: 'b' });
    const wrong = application.changeSsoConnection(caller, { id, issuer: 'http://127.0.0.1:1' });
    await expect(wrong).rejects.toMatchObject({ code: 'identityProviderUnreachable' });
    const same = await application.changeSsoConnection(caller, { id, clientId: 'b', name: 'B' });
    expect(same.state.version).toBe(3);
    expect((await journalOf(account)).slice(0, 4)).toEqual([
      ['ChangeSsoConnection', 'identityProviderUnreachable'],
      ['SsoConnectionChanged', undefined],
      ['SsoConnectionChanged', undefined],
      ['SsoConnectionAdded', undefined],
    ]);
  });

  test('of OpenID Connect is given another issuer with a secret for it, and never with the stored one', async () => {
    const { application, caller } = await accountWithout();
    const [one, other] = [await oidcIdp(), await oidcIdp()];
    const added = { name: 'A', issuer: one.issuer, clientId: 'rollcall', clientSecret };
    const { id } = (await application.addSsoConnection(caller, added)).state;
    const change = (settings: object) => application.changeSsoConnection(caller, { id, ...settings });
    await expect(change({ issuer: other.issuer })).rejects.toMatchObject({
      code: 'ssoSettingsInvalid',
      message: expect.stringContaining('Give the client secret with another issuer.'),
    });
    await change({ issuer: `${one.issuer}/` });
    const changed = await change({ issuer: other.issuer, clientSecret: 'another' });
    expect(changed.state.provider).toMatchObject({ issuer: other.issuer });
  });

  test('of SAML may be given its metadata as a file in place of an address, and the other way round', async () => {
    const { application, caller } = await accountWithout();
    const { url: metadataUrl } = await webServer(answering(oktaMetadata));
    const { id, provider } = (await application.addSsoConnection(caller, { name: 'Okta', metadataUrl }))
      .state;
    expect(provider).toMatchObject({ issuer: entityId, metadataUrl });
    const metadataXml = samlMetadataWith({ entityId: 'http://www.okta.com/exk2' });
    const byFile = await application.changeSsoConnection(caller, { id, metadataXml });
    expect(byFile.state.provider).toMatchObject({ issuer: 'http://www.okta.com/exk2' });
    expect(byFile.state.provider).not.toHaveProperty('metadataUrl');
    const byUrl = await application.changeSsoConnection(caller, { id, metadataUrl });
    expect(byUrl.state.provider).toEqual(provider);
  });

  test('has a name of its own, also where several are added at once', async () => {
    const { application, caller } = await accountWithout();
    const names = ['Okta', 'OKTA', ' okta ', 'Entra'];
    const outcomes = await Promise.allSettled(
      names.map((name) => application.addSsoConnection(caller, { name, metadataXml: oktaMetadata })),
    );
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(refused.map(({ reason }) => reason.code)).toEqual(['ssoNameTaken', 'ssoNameTaken']);
    const listed = await application.listSsoConnections(caller);
    expect(listed).toHaveLength(2);
    const [one, other] = listed.map(({ connection }) => connection.state);
    const taken = application.changeSsoConnection(caller, { id: one?.id as never, name: other?.name });
    await expect(taken).rejects.toMatchObject({ code: 'ssoNameTaken' });
  });

  test('stands beside that of a sign-in elsewhere, which is set and taken away by itself', async () => {
    const { application, caller } = await accountWithout();
    await application.connectSso(caller, { issuer: 'https://acme.okta.example' });
    await application.addSsoConnection(caller, { name: 'Okta', metadataXml: oktaMetadata });
    const changed = await application.connectSso(caller, { issuer: 'https://other.okta.example' });
    expect(changed.state.ssoIssuers).toEqual(['https://other.okta.example', entityId]);
    const disconnected = await application.disconnectSso(caller);
    expect(disconnected.state.ssoIssuers).toEqual([entityId]);
    expect((await application.disconnectSso(caller)).hasSso).toBe(true);
  });

  describe('is refused', () => {
    test.each<[string, object, string]>([
      ['without any settings', {}, 'ssoSettingsInvalid'],
      ['with settings of both kinds', { metadataXml: '<x/>', clientId: 'a' }, 'ssoSettingsInvalid'],
      [
        'with metadata twice',
        { metadataXml: '<x/>', metadataUrl: 'https://x.example' },
        'ssoSettingsInvalid',
      ],
      ['without a client', { issuer: 'http://127.0.0.1:1' }, 'identityProviderUnreachable'],
      ['without an issuer', { clientId: 'a', clientSecret: 'b' }, 'ssoSettingsInvalid'],
      [
        'with an issuer that is no address',
        { issuer: 'x', clientId: 'a', clientSecret },
        'ssoSettingsInvalid',
      ],
      ['with an empty secret', { issuer: 'x', clientId: 'a', clientSecret: '' }, 'inputInvalid'],
      ['with metadata that are no text', { metadataXml: 5 }, 'inputInvalid'],
      ['with metadata that are too long', { metadataXml: 'x'.repeat(1_048_577) }, 'inputInvalid'],
      ['with an address that is too long', { metadataUrl: 'x'.repeat(1025) }, 'inputInvalid'],
      ['with what is not known', { password: clientSecret }, 'inputInvalid'],
    ])('%s', async (_, settings, code) => {
      const account = await accountWithout();
      const { application, caller } = account;
      const adding = application.addSsoConnection(caller, { name: 'Okta', ...settings });
      const refusal = await adding.catch((error: Error) => error);
      expect(refusal).toMatchObject({ code });
      expect(String(refusal)).not.toContain(clientSecret);
      expect(await application.listSsoConnections(caller)).toEqual([]);
      expect(await journalOf(account)).toEqual([
        ['AddSsoConnection', code],
        ['AccountOpened', undefined],
      ]);
    });

    test('where another account has it', async () => {
      const [ours, theirs] = [await accountWithout(), await accountWithout()];
      const { id } = (
        await theirs.application.addSsoConnection(theirs.caller, { name: 'X', metadataXml: oktaMetadata })
      ).state;
      const { application, caller } = ours;
      const attempts = await Promise.allSettled([
        application.changeSsoConnection(caller, { id, name: 'Y' }),
        application.removeSsoConnection(caller, { id }),
        application.testSsoConnection(caller, { id }),
        application.testSsoConnection(caller, { id, clientSecret }),
      ]);
      expect(attempts).toMatchObject(Array(4).fill({ reason: { code: 'connectionNotFound' } }));
      expect(await theirs.application.listSsoConnections(theirs.caller)).toHaveLength(1);
    });
  });
});

onEachDatabase('a test of a connection', (product) => {
  const stage = stageOn(product);

  test('tells what the provider says of itself, and saves nothing', async () => {
    const application = applicationOn(stage().storage);
    const { state } = await application.openAccount(callerIn(), { name: 'Acme' });
    const caller = callerIn(state.id);
    const { issuer } = await oidcIdp();
    const server = await webServer(answering(oktaMetadata));
    const saml = { kind: 'saml', metadata: { issuer: entityId } };
    const oidc = { kind: 'oidc', metadata: { issuer, pkceMethods: ['S256'] } };
    const tests = [
      [{ metadataXml: oktaMetadata }, saml],
      [{ metadataUrl: server.url }, saml],
      [{ issuer }, oidc],
    ] as const;
    for (const [input, result] of tests)
      expect(await application.testSsoConnection(caller, input)).toMatchObject(result);
    expect(await application.listSsoConnections(caller)).toEqual([]);

    const settings = [
      { name: 'by file', metadataXml: oktaMetadata },
      { name: 'by address', metadataUrl: server.url },
      { name: 'OIDC', issuer, clientId: 'rollcall', clientSecret: oidcSecret },
      { name: 'another secret', issuer, clientId: 'rollcall', clientSecret },
    ];
    for (const one of settings) await application.addSsoConnection(caller, one);
    await application.connectSso(caller, { issuer: 'https://acme.okta.example' });
    server.answer = answering(samlMetadataWith({ entityId: 'http://www.okta.com/exk2' }));
    const before = await application.listSsoConnections(caller);
    const results = await Promise.allSettled(
      before.map(({ connection }) => application.testSsoConnection(caller, { id: connection.state.id })),
    );
    expect(results).toMatchObject([
      { value: saml },
      { value: { kind: 'saml', metadata: { issuer: 'http://www.okta.com/exk2' } } },
      { value: { ...oidc, client: { kind: 'accepted' } } },
      { value: { ...oidc, client: { kind: 'refused', refusal: { check: 'client' } } } },
      { reason: { code: 'ssoSettingsInvalid' } },
    ]);
    expect(JSON.stringify(results)).not.toContain(clientSecret);
    expect(await application.listSsoConnections(caller)).toEqual(before);
  });

  test('is of one thing', async () => {
    const application = applicationOn(stage().storage);
    const { state } = await application.openAccount(callerIn(), { name: 'Acme' });
    const caller = callerIn(state.id);
    const id = ssoConnectionId('0199d2a0-0000-7000-8000-000000000001');
    for (const input of [{}, { id, metadataUrl: 'https://x.example' }, { metadataXml: 'x', issuer: 'y' }]) {
      const refused = { code: 'ssoSettingsInvalid', message: expect.stringContaining('one of these') };
      await expect(application.testSsoConnection(caller, input)).rejects.toMatchObject(refused);
    }
  });
});

test('a secret stands in no line of the log, whether it is taken or refused', async () => {
  const server = await TestServer.start(await sqlite.freshUrl());
  const { caller } = await server.openAccount();
  const { issuer } = await oidcIdp();
  const settings = { name: 'Entra', clientId: 'rollcall', clientSecret };
  await server.application.addSsoConnection(caller, { ...settings, issuer });
  const refused = server.application.addSsoConnection(caller, { ...settings, issuer: 'http://127.0.0.1:1' });
  await expect(refused).rejects.toMatchObject({ code: 'identityProviderUnreachable' });
  await server.stop();
  expect(server.logLines.length).toBeGreaterThan(0);
  expect(server.logLines.join()).not.toContain(clientSecret);
  expect(server.logLines.join()).not.toMatch(/v1\.[\w-]{8}\./);
});
