import { hash } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Caller } from '../../../src/application/ports/caller.ts';
import { administer } from '../../support/databases.ts';
import { answering, webServer } from '../../support/identity-provider.ts';
import { unpackedRequests } from '../../support/logged-requests.ts';
import { oidcIdp, oidcSecret } from '../../support/oidc-idp.ts';
import { oktaMetadata } from '../../support/saml-metadata.ts';
import { ScimClient } from '../../support/scim-client.ts';
import { secretKey } from '../../support/sign-in-connections.ts';
import { serverOn } from '../../support/start-server.ts';
import { wrongOidcProvider } from '../../support/wrong-oidc-provider.ts';

const operatorToken = 'operator-'.padEnd(40, 'x');
const server = serverOn(undefined, { secretKey, operatorTokenHash: hash('sha256', operatorToken, 'hex') });

let api: ScimClient;
let caller: Caller;
beforeAll(async () => {
  ({ caller } = await server().openAccount());
  api = new ScimClient(server().baseUrl('/api/v1'), {
    ...{ Authorization: `Bearer ${operatorToken}`, 'Content-Type': 'application/json' },
    'Rollcall-Account': caller.accountId,
  });
});

const tested = async (body: object) => (await api.post('/sso-tests', body)).body;

async function testedOnceAdded(settings: { readonly name: string } & Readonly<Record<string, string>>) {
  const { status, body } = await api.post('/sso-connections', settings);
  expect(status).toBe(201);
  return tested({ id: body.id });
}

test('metadata that were given as XML are read, and nobody is asked', async () => {
  const metadata = { metadataXml: oktaMetadata };
  expect(await tested(metadata)).toMatchObject({ kind: 'saml', wasAsked: false });
  expect(await testedOnceAdded({ name: 'by file', ...metadata })).toMatchObject({ wasAsked: false });
});

test('where metadata have an address, it is asked', async () => {
  const { url: metadataUrl } = await webServer(answering(oktaMetadata));
  expect(await tested({ metadataUrl })).toMatchObject({ kind: 'saml', wasAsked: true });
  expect(await testedOnceAdded({ name: 'by address', metadataUrl })).toMatchObject({ wasAsked: true });
});

test('a client is accepted with its secret, and refused with another', async () => {
  const { issuer } = await oidcIdp();
  const issuerAlone = await tested({ issuer });
  expect(issuerAlone).toMatchObject({ kind: 'oidc', wasAsked: true });
  expect(issuerAlone).not.toHaveProperty('client');
  const settings = { issuer, clientId: 'rollcall' };
  const known = await testedOnceAdded({ name: 'known', ...settings, clientSecret: oidcSecret });
  expect(known).toMatchObject({ wasAsked: true, client: { outcome: 'accepted' } });
  const refused = await testedOnceAdded({ name: 'refused', ...settings, clientSecret: 'a wrong secret' });
  expect(refused.client).toEqual({
    outcome: 'refused',
    refusal: {
      check: 'client',
      expected: expect.stringContaining('the client rollcall, with the secret'),
      received: expect.stringContaining('invalid_client'),
      remedy: expect.stringContaining('the client id and the client secret again'),
    },
  });
  expect(JSON.stringify(refused)).not.toContain('a wrong secret');
});

test('nothing is known of a client where the provider does not answer as it has to', async () => {
  const { issuer, answers } = await wrongOidcProvider();
  answers['/token'] = answering('<html></html>', 'text/html');
  const settings = { issuer, clientId: 'rollcall', clientSecret: oidcSecret };
  const { client } = await testedOnceAdded({ name: 'unknown', ...settings });
  expect(client).toMatchObject({ outcome: 'unknown', refusal: { check: 'tokens' } });
});

describe('a client that is not saved', () => {
  const accepted = { kind: 'oidc', wasAsked: true, client: { outcome: 'accepted' } };
  const refusedForSecret = (message: string) => ({
    status: 400,
    body: { code: 'ssoSettingsInvalid', detail: expect.stringContaining(message) },
  });
  /** All that a test could change. */
  const written = async () => [
    await server().application.listSsoConnections(caller),
    await server().application.readAuditLog(caller, { limit: 100 }),
  ];

  async function added(settings: object = {}) {
    const { issuer } = await oidcIdp();
    const connection = { name: issuer, issuer, clientId: 'rollcall', clientSecret: oidcSecret, ...settings };
    const { id } = (await api.post('/sso-connections', connection)).body;
    return { id, issuer };
  }

  test('is accepted with its secret, and refused with another; nothing is written', async () => {
    const { issuer } = await oidcIdp();
    const settings = { issuer, clientId: 'rollcall' };
    const before = await written();
    expect(await tested({ ...settings, clientSecret: oidcSecret })).toMatchObject(accepted);
    const refused = await tested({ ...settings, clientSecret: 'a wrong secret' });
    expect(refused.client).toMatchObject({ outcome: 'refused', refusal: { check: 'client' } });
    expect(JSON.stringify(refused)).not.toContain('a wrong secret');
    expect(await written()).toEqual(before);
  });

  test('is unknown where the provider does not answer as it has to', async () => {
    const { issuer, answers } = await wrongOidcProvider();
    answers['/token'] = answering('<html></html>', 'text/html');
    const { client } = await tested({ issuer, clientId: 'rollcall', clientSecret: oidcSecret });
    expect(client).toMatchObject({ outcome: 'unknown', refusal: { check: 'tokens' } });
  });

  test('of a connection has the stored secret where none is given', async () => {
    const { id, issuer } = await added();
    const before = await written();
    expect(await tested({ id, issuer, clientId: 'rollcall' })).toMatchObject(accepted);
    expect(await tested({ id, issuer: `${issuer}/` })).toMatchObject(accepted);
    const { client } = await tested({ id, clientSecret: 'a wrong secret' });
    expect(client).toMatchObject({ outcome: 'refused' });
    expect(await written()).toEqual(before);
    const wrong = await added({ clientSecret: 'a wrong secret' });
    expect(await tested({ id: wrong.id, clientSecret: oidcSecret })).toMatchObject(accepted);
  });

  test('never has the stored secret sent to another issuer, whichever client it is for', async () => {
    const { id, issuer } = await added();
    const other = await wrongOidcProvider();
    const stored = refusedForSecret('Give the client secret with another issuer');
    expect(await api.post('/sso-tests', { id, issuer: other.issuer })).toMatchObject(stored);
    expect(await api.post('/sso-tests', { id, issuer: other.issuer, clientId: 'rollcall' })).toMatchObject(
      stored,
    );
    expect(await api.post('/sso-tests', { id, issuer: other.issuer, clientId: 'another' })).toMatchObject(
      stored,
    );
    expect(other.asked).not.toContain('/token');
    const another = await tested({ id, issuer, clientId: 'another' });
    expect(another.client).toMatchObject({ outcome: 'refused', refusal: { check: 'client' } });
    await tested({ id, issuer: other.issuer, clientSecret: 'given' });
    expect(other.asked).toContain('/token');
  });

  test('needs an issuer, a client id and a secret, and is of one kind', async () => {
    const { issuer } = await oidcIdp();
    const client = { clientId: 'rollcall', clientSecret: oidcSecret };
    const whole = refusedForSecret('is tested with issuer, clientId and clientSecret');
    expect(await api.post('/sso-tests', client)).toMatchObject(whole);
    expect(await api.post('/sso-tests', { issuer, clientSecret: oidcSecret })).toMatchObject(whole);
    const bare = refusedForSecret('Give the client secret as well');
    expect(await api.post('/sso-tests', { issuer, clientId: 'rollcall' })).toMatchObject(bare);
    const both = await api.post('/sso-tests', { metadataXml: oktaMetadata, ...client });
    expect(both).toMatchObject(refusedForSecret('Give one of these'));
    const saml = await api.post('/sso-connections', { name: 'a SAML one', metadataXml: oktaMetadata });
    const kinds = refusedForSecret('is of the kind "saml"');
    expect(await api.post('/sso-tests', { id: saml.body.id, ...client })).toMatchObject(kinds);
  });

  test('is tried as far as addresses of providers may lead', async () => {
    const settings = { clientId: 'rollcall', clientSecret: oidcSecret };
    const inside = await api.post('/sso-tests', { ...settings, issuer: 'http://rollcall.internal' });
    expect(inside).toMatchObject({ status: 400, body: { code: 'ssoSettingsInvalid' } });
  });

  test('stands in no log with its secret, nor in the database', async () => {
    const clientSecret = 'a secret that stands in no log';
    const { issuer } = await oidcIdp();
    await tested({ issuer, clientId: 'rollcall', clientSecret });
    await api.post('/sso-tests', { issuer: 'http://127.0.0.1:1', clientId: 'rollcall', clientSecret });
    const rows = async () => {
      const tables = ['sso_connections', 'journal', 'request_blocks'];
      const read = (table: string) => administer(server().databaseUrl, `SELECT * FROM ${table}`);
      return JSON.stringify(await Promise.all(tables.map(read)), unpackedRequests);
    };
    await expect.poll(rows).toMatch(/TestSsoConnection.*\/sso-tests/s);
    expect(await rows()).not.toContain(clientSecret);
    expect(server().logLines.join()).not.toContain(clientSecret);
  });
});
