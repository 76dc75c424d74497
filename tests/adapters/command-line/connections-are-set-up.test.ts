import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { freshInstallation } from '../../main/installation.ts';
import { answering, webServer } from '../../support/identity-provider.ts';
import { oidcIdp, oidcSecret } from '../../support/oidc-idp.ts';
import { oktaMetadata, samlMetadataWith } from '../../support/saml-metadata.ts';
import { wrongOidcProvider } from '../../support/wrong-oidc-provider.ts';

const secret = 'a client secret that nobody reads';
const { folder, json, run, start } = freshInstallation({
  ROLLCALL_PUBLIC_URL: 'https://rollcall.example.com',
});
const entityId = 'http://www.okta.com/exk1fcia6d6EMsf331d8';
const metadataFile = `${folder}/metadata.xml`;
const secretFile = `${folder}/secret`;

beforeAll(async () => {
  await json('account', 'create', '--name', 'Acme');
  writeFileSync(metadataFile, oktaMetadata);
});

test('a connection of SAML is added, shows what to type into the provider, is listed, changed and removed', async () => {
  const { url } = await webServer(answering(oktaMetadata));
  const added = await run('sso', 'add-saml', '--name', 'Okta', '--metadata-url', `${url}/metadata`);
  expect(added).toMatchObject({ code: 0, stderr: '' });
  const [{ id }] = await json('sso', 'list');
  expect(added.stdout).toMatch(/^kind +SAML 2\.0$/m);
  expect(added.stdout).toContain(`entity id    ${entityId}`);
  expect(added.stdout).toMatch(/^certificate +until 2\d{3}-.*, C=US.*CN=acme, SHA-256 [0-9A-F:]{95}$/m);
  const base = `https://rollcall.example.com/sign-in/${id}/saml`;
  expect(added.stdout).toContain(`ACS URL      ${base}/acs\naudience     ${base}\n`);
  expect(added.stdout).toMatch(/^Type these addresses into the identity provider\.$/m);
  expect((await run('sso', 'list')).stdout).toBe(`${added.stdout.split('\n\n')[0]}\n`);
  expect(await json('sso', 'list')).toMatchObject([
    {
      ...{ id, name: 'Okta', kind: 'saml', issuer: entityId, metadataUrl: `${url}/metadata` },
      addresses: { acsUrl: `${base}/acs`, audience: base },
    },
  ]);

  writeFileSync(metadataFile, samlMetadataWith({ entityId: 'http://www.okta.com/exk2' }));
  const changed = await json('sso', 'change', 'okta', '--name', 'Okta 2', '--metadata-file', metadataFile);
  expect(changed).toMatchObject({ id, name: 'Okta 2', issuer: 'http://www.okta.com/exk2' });
  expect(changed).not.toHaveProperty('metadataUrl');
  const unsure = await run('sso', 'remove', 'Okta 2');
  expect(unsure).toMatchObject({ code: 1, stderr: expect.stringContaining('repeat with --yes') });
  const removed = await run('sso', 'remove', 'Okta 2', '--yes');
  expect(removed.stdout).toMatch(/^Removed the connection "Okta 2" .* It was the last one: no agent can be/);
  expect((await run('sso', 'list')).stdout).toMatch(/^There is none/);
});

test('a connection of OpenID Connect has its secret from a file or from standard input, and shows it nowhere', async () => {
  const { issuer } = await oidcIdp();
  const client = ['--issuer', issuer, '--client-id', 'rollcall'];
  const fed = start('sso', 'add-oidc', '--name', 'Entra', ...client, '--client-secret-file', '-');
  const added = await fed.fed(`${secret}\n`).ended();
  expect(added).toMatchObject({ code: 0, stderr: '' });
  expect(added.stdout).toMatch(
    /^redirect URI +https:\/\/rollcall\.example\.com\/sign-in\/.*\/oidc\/callback$/m,
  );
  writeFileSync(secretFile, secret);
  await json('sso', 'change', 'Entra', '--client-secret-file', secretFile);
  const listed = await run('sso', 'list', '--json');
  expect(JSON.parse(listed.stdout)).toMatchObject([{ clientId: 'rollcall', secret: 'opens' }]);
  const audit = await run('audit', 'export');
  const database = readFileSync(`${folder}/data/rollcall.db`, 'latin1');
  for (const text of [added.stdout, listed.stdout, audit.stdout, database])
    expect(text).not.toContain(secret);
  for (const text of [listed.stdout, audit.stdout]) expect(text).not.toMatch(/v1\.[\w-]{8}\./);
  expect(statSync(`${folder}/data/rollcall.db.key`).mode & 0o777).toBe(0o600);

  writeFileSync(`${folder}/data/rollcall.db.key`, `${'x'.repeat(44)}\n`);
  expect(await json('sso', 'list')).toMatchObject([{ secret: 'unreadable' }]);
  expect((await run('sso', 'list')).stdout).toMatch(/^secret +cannot be decrypted/m);
  const doctor = await run('doctor');
  expect(doctor.code).toBe(1);
  expect(doctor.stdout).toMatch(/^✗ sign-in .*the secret of "Entra" .* cannot be decrypted/m);
  expect(doctor.stdout).toMatch(/→ Run: rollcall sso change .* --client-secret-file FILE/);
  await json('sso', 'change', 'Entra', '--client-secret-file', secretFile);
  await json('sso', 'remove', 'Entra', '--yes');
});

test('a test shows what a provider says of itself, and adds nothing', async () => {
  writeFileSync(metadataFile, oktaMetadata);
  const saml = await run('sso', 'test', '--metadata-file', metadataFile);
  expect(saml.stdout).toContain(`entity id    ${entityId}`);
  expect(saml.stdout).toMatch(/^asked +nobody: metadata that were given are read$/m);
  const { issuer } = await oidcIdp();
  expect(await json('sso', 'test', '--issuer', issuer)).toMatchObject({
    kind: 'oidc',
    wasAsked: true,
    authorizationEndpoint: `${issuer}/auth`,
  });
  const { stdout } = await run('sso', 'test', '--issuer', issuer);
  expect(stdout).toMatch(/^keys at +\S+, 2 to sign with$/m);
  expect(stdout).toMatch(/^PKCE +S256$/m);
  expect(stdout).toMatch(/^asked +the identity provider, which answers$/m);
  expect(stdout).not.toMatch(/^client /m);
  expect(await json('sso', 'list')).toEqual([]);
  await json('sso', 'add-saml', '--name', 'Okta', '--metadata-file', metadataFile);
  expect(await json('sso', 'test', 'Okta')).toMatchObject({
    ...{ kind: 'saml', wasAsked: false, issuer: entityId },
  });
});

test('a test of an OpenID Connect connection shows whether the provider accepts the client', async () => {
  const { issuer } = await oidcIdp();
  const settings = ['--issuer', issuer, '--client-id', 'rollcall', '--client-secret-file', secretFile];
  writeFileSync(secretFile, oidcSecret);
  const before = await json('sso', 'list');
  expect(await json('sso', 'test', ...settings)).toMatchObject({ client: { kind: 'accepted' } });
  expect(await json('sso', 'list')).toEqual(before);
  await json('sso', 'add-oidc', '--name', 'Known', ...settings);
  const another = await run('sso', 'test', 'Known', '--client-id', 'another');
  expect(another.stdout).toMatch(/^client +is refused: invalid_client/m);
  expect(await json('sso', 'test', 'Known')).toMatchObject({ wasAsked: true, client: { kind: 'accepted' } });
  expect((await run('sso', 'test', 'Known')).stdout).toMatch(
    /^client +is accepted, and its secret is right$/m,
  );
  writeFileSync(secretFile, 'a wrong secret');
  await json('sso', 'change', 'Known', '--client-secret-file', secretFile);
  const refused = await run('sso', 'test', 'Known');
  expect(refused.code).toBe(1);
  expect(refused.stdout).toMatch(/^client +is refused: invalid_client/m);
  expect(refused.stdout).toMatch(/^expected +the client rollcall, with the secret that was set on /m);
  expect(refused.stdout).toMatch(/^to do +Give this connection the client id and the client secret again/m);
  expect(refused.stdout).not.toContain('a wrong secret');
  await json('sso', 'remove', 'Known', '--yes');
});

test('a test of a client that nobody looked at says that it is unknown, and not that it is refused', async () => {
  const { issuer, answers } = await wrongOidcProvider();
  answers['/token'] = answering('<html></html>', 'text/html');
  const settings = ['--issuer', issuer, '--client-id', 'rollcall', '--client-secret-file', secretFile];
  await json('sso', 'add-oidc', '--name', 'Unsure', ...settings);
  const { code, stdout } = await run('sso', 'test', 'Unsure');
  expect(code).toBe(1);
  expect(stdout).toMatch(/^client +is unknown: /m);
  expect(stdout).not.toContain('refused');
  expect(stdout).toMatch(/^to do +Have the identity provider answer as OpenID Connect Core/m);
  const told = await run('sso', 'test', 'Unsure', '--json');
  expect(JSON.parse(told.stdout)).toMatchObject({ wasAsked: true, client: { kind: 'unknown' } });
  await json('sso', 'remove', 'Unsure', '--yes');
});

test.each<[string, readonly string[], RegExp]>([
  [
    'metadata that are none',
    ['add-saml', '--name', 'X', '--metadata-file', '/dev/null'],
    /no well-formed XML/,
  ],
  ['a file that is not there', ['add-saml', '--name', 'X', '--metadata-file', 'gone'], /gone cannot be read/],
  ['nothing', ['add-saml', '--name', 'X'], /needs metadataXml or metadataUrl/],
  [
    'a connection that is not there',
    ['change', 'Nobody', '--name', 'X'],
    /no connection with the id or name/,
  ],
  ['a provider that is not there', ['test', '--issuer', 'http://127.0.0.1:1'], /could not be reached/],
])('%s is told to be the mistake', async (_, words, told) => {
  const { code, stdout, stderr } = await run('sso', ...words);
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toMatch(told);
});

test('a secret is no argument', async () => {
  const { code, stderr } = await run('sso', 'add-oidc', '--name', 'X', '--client-secret', secret);
  expect(code).toBe(2);
  expect(stderr).not.toContain(secret);
});

test('a key that is too short is told by the doctor, and not repeated', async () => {
  const here = freshInstallation({ ROLLCALL_SECRET_KEY: 'short' });
  const { code, stdout } = await here.run('doctor');
  expect(code).toBe(1);
  expect(stdout).toContain('ROLLCALL_SECRET_KEY is "…" in the environment');
});

test('a key file that cannot be read is told by the doctor', async () => {
  const here = freshInstallation({ ROLLCALL_SECRET_KEY_FILE: '/nowhere/keys' });
  const { code, stdout } = await here.run('doctor');
  expect(code).toBe(1);
  expect(stdout).toMatch(/^✗ configuration/m);
  expect(stdout).toContain('ROLLCALL_SECRET_KEY_FILE is not usable');
});

test('the service makes the key of an embedded database when it starts', async () => {
  const here = freshInstallation();
  const served = here.start('serve');
  await served.address();
  await expect.poll(() => statSync(`${here.folder}/data/rollcall.db.key`).mode & 0o777).toBe(0o600);
  await served.stop();
});
