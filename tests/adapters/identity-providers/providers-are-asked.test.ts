import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { WebIdentityProviders } from '../../../src/adapters/identity-providers/web-identity-providers.ts';
import { afterFile } from '../../support/after-file.ts';
import { noon } from '../../support/agents.ts';
import { answering, webServer } from '../../support/identity-provider.ts';
import { oidcIdp } from '../../support/oidc-idp.ts';
import { oktaMetadata } from '../../support/saml-metadata.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const bounds = { milliseconds: 1000, bytes: 100_000 };
const providers = new WebIdentityProviders(bounds);
const fetchMetadata = (url: string) => providers.fetchMetadata(url, noon);
const refused = (message: RegExp, code = 'identityProviderUnreachable') => ({
  code,
  message: expect.stringMatching(message),
});
const redirecting = (location: string) => webServer((_, answer) => answer.writeHead(302, { location }).end());

test('metadata are fetched, whatever media type they come as', async () => {
  for (const type of [
    'application/samlmetadata+xml',
    'text/xml; charset=utf-8',
    'application/octet-stream',
  ]) {
    const server = await webServer(answering(oktaMetadata, type));
    expect(await fetchMetadata(`${server.url}/metadata`)).toMatchObject({
      issuer: 'http://www.okta.com/exk1fcia6d6EMsf331d8',
    });
  }
});

test('redirections are followed to other addresses of providers, three at most', async () => {
  const goal = await webServer(answering(oktaMetadata));
  let { url } = goal;
  for (let steps = 1; steps <= 3; steps++) url = (await redirecting(`${url}/${steps}`)).url;
  await expect(fetchMetadata(url)).resolves.toBeDefined();
  const fourth = await redirecting(url);
  await expect(fetchMetadata(fourth.url)).rejects.toMatchObject(refused(/more than 3 redirections/));
  const round = await webServer((_, answer) => answer.writeHead(302, { location: '/' }).end());
  await expect(fetchMetadata(round.url)).rejects.toMatchObject(refused(/more than 3 redirections/));
  expect(round.requests).toBe(4);
});

test.each([
  'http://idp.example/metadata',
  'https://user:pw@idp.example/metadata',
  'file:///etc/passwd',
  'data:text/xml,<x/>',
  'ftp://127.0.0.1/metadata',
])('a redirection to %s is not followed', async (location) => {
  const { url } = await redirecting(location);
  const refusal = await fetchMetadata(url).catch((error: Error) => error);
  expect(refusal).toMatchObject(refused(/is no https address, and the provider redirects there/));
  expect(String(refusal)).not.toContain('pw');
});

test.each([404, 500, 204, 301])(
  'an answer of %d is told, without the query of the address',
  async (status) => {
    const { url } = await webServer(answering('', 'text/plain', status));
    const refusal = await fetchMetadata(`${url}/metadata?key=hidden`).catch((error: Error) => error);
    expect(refusal).toMatchObject(refused(new RegExp(`^${url}/metadata answered with ${status}\\.$`)));
  },
);

test('an answer that never comes, or never ends, is not waited for', async () => {
  const silent = await webServer(() => undefined);
  const endless = await webServer((_, answer) => {
    answer.writeHead(200);
    const more = setInterval(() => answer.write(' '), 50);
    answer.on('close', () => clearInterval(more));
  });
  for (const { url } of [silent, endless])
    await expect(fetchMetadata(url)).rejects.toMatchObject(refused(/did not answer within 1 seconds/));
});

test('of an answer that is too long no more is read than is allowed, whatever length it names', async () => {
  let written = 0;
  const endless = await webServer((_, answer) => {
    answer.writeHead(200);
    const write = () => {
      for (let go = true; go && !answer.destroyed; written += 10_000) go = answer.write(' '.repeat(10_000));
    };
    answer.on('drain', write);
    write();
  });
  await expect(fetchMetadata(endless.url)).rejects.toMatchObject(
    refused(/answered with more than 100000 bytes/),
  );
  expect(written).toBeLessThan(20_000_000);
  const exact = await webServer(answering(oktaMetadata.padEnd(100_000)));
  await expect(fetchMetadata(exact.url)).resolves.toBeDefined();
});

test('what is no text in UTF-8 is no metadata', async () => {
  const { url } = await webServer(answering(Buffer.from(oktaMetadata, 'utf16le')));
  await expect(fetchMetadata(url)).rejects.toMatchObject(
    refused(/no text in UTF-8|no well-formed/, 'ssoMetadataInvalid'),
  );
});

test('a provider that is not there is told with the reason', async () => {
  await expect(fetchMetadata('http://127.0.0.1:1/metadata')).rejects.toMatchObject(
    refused(/could not be reached/),
  );
  await expect(fetchMetadata('http://idp.example/metadata')).rejects.toMatchObject(
    refused(/must be an https address/, 'ssoSettingsInvalid'),
  );
});

test('a provider whose certificate nobody vouches for is not believed', async () => {
  const file = join(temporaryFolder(), 'idp');
  const made = ['req', '-x509', '-newkey', 'rsa:2048', '-noenc', '-days', '2', '-subj', '/CN=localhost'];
  execFileSync('openssl', [...made, '-keyout', `${file}.key`, '-out', `${file}.pem`], { stdio: 'ignore' });
  const tls = { key: readFileSync(`${file}.key`), cert: readFileSync(`${file}.pem`) };
  const server = createServer(tls, answering(oktaMetadata)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  afterFile(() => server.close());
  const { port } = server.address() as AddressInfo;
  await expect(fetchMetadata(`https://localhost:${port}/`)).rejects.toMatchObject(
    refused(/could not be reached \(DEPTH_ZERO_SELF_SIGNED_CERT\)/),
  );
});

test('an OpenID Connect provider tells its addresses', async () => {
  const { issuer } = await oidcIdp();
  expect(await providers.discover(issuer)).toEqual({
    issuer,
    authorizationEndpoint: `${issuer}/auth`,
    tokenEndpoint: `${issuer}/token`,
    jwksUri: `${issuer}/jwks`,
    pkceMethods: ['S256'],
  });
});

test.each<[string, (url: string) => object, RegExp]>([
  ['of another issuer', () => ({ issuer: 'https://other.example' }), /names another issuer/],
  ['without an issuer', () => ({}), /no description of an OpenID Connect provider/],
  ['that is a list', () => [], /no description of an OpenID Connect provider/],
  ['without endpoints', (issuer) => ({ issuer }), /publishes no "authorization_endpoint"/],
  [
    'with an endpoint that is none',
    (issuer) => ({ issuer, authorization_endpoint: `${issuer}/auth`, token_endpoint: 5 }),
    /publishes no "token_endpoint"/,
  ],
])('a description %s is refused', async (_, fields, why) => {
  const server = await webServer(answering('', 'text/plain', 503));
  server.answer = answering(JSON.stringify(fields(server.url)), 'application/json');
  await expect(providers.discover(server.url)).rejects.toMatchObject(refused(why, 'ssoMetadataInvalid'));
});

test('the address of a description is no issuer, since it could name any', async () => {
  const { issuer } = await oidcIdp();
  for (const path of ['openid-configuration', 'oauth-authorization-server']) {
    await expect(providers.discover(`${issuer}/.well-known/${path}`)).rejects.toMatchObject(
      refused(/Give the issuer itself/, 'ssoMetadataInvalid'),
    );
  }
});

test('a description that lists its methods of PKCE in an odd way names none', async () => {
  const server = await webServer(answering('', 'text/plain', 503));
  const [authorization_endpoint, token_endpoint, jwks_uri] = ['auth', 'token', 'keys'].map(
    (path) => `${server.url}/${path}`,
  );
  const fields = { issuer: server.url, authorization_endpoint, token_endpoint, jwks_uri };
  const odd = { ...fields, code_challenge_methods_supported: 'S256' };
  server.answer = answering(JSON.stringify(odd), 'application/json');
  expect(await providers.discover(server.url)).toMatchObject({ pkceMethods: [] });
});

test('an issuer that answers with something else, too much or nothing is told so', async () => {
  const page = await webServer(answering('<html>', 'text/html'));
  await expect(providers.discover(page.url)).rejects.toMatchObject(
    refused(/no description of an OpenID Connect provider/, 'ssoMetadataInvalid'),
  );
  const text = await webServer(answering('not json', 'application/json'));
  await expect(providers.discover(text.url)).rejects.toMatchObject(
    refused(/no description of an OpenID Connect provider/, 'ssoMetadataInvalid'),
  );
  const missing = await webServer(answering('', 'text/plain', 404));
  await expect(providers.discover(missing.url)).rejects.toMatchObject(refused(/answered with 404/));
  const huge = await webServer(answering(' '.repeat(100_001), 'application/json'));
  await expect(providers.discover(huge.url)).rejects.toMatchObject(refused(/more than 100000 bytes/));
  const silent = await webServer(() => undefined);
  await expect(providers.discover(silent.url)).rejects.toMatchObject(refused(/did not answer within/));
  await expect(providers.discover('http://127.0.0.1:1')).rejects.toMatchObject(
    refused(/could not be reached/),
  );
});
