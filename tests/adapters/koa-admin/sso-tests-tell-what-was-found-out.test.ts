import { hash } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { answering, webServer } from '../../support/identity-provider.ts';
import { oidcIdp, oidcSecret } from '../../support/oidc-idp.ts';
import { oktaMetadata } from '../../support/saml-metadata.ts';
import { ScimClient } from '../../support/scim-client.ts';
import { secretKey } from '../../support/sign-in-connections.ts';
import { serverOn } from '../../support/start-server.ts';
import { wrongOidcProvider } from '../../support/wrong-oidc-provider.ts';

const operatorToken = 'operator-'.padEnd(40, 'x');
const server = serverOn(undefined, { secretKey, operatorTokenHash: hash('sha256', operatorToken, 'hex') });

let api: ScimClient;
beforeAll(async () => {
  const { caller } = await server().openAccount();
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
