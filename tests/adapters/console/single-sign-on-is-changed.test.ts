import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { consoleVisitors } from '../../support/console-visitor.ts';
import { answering, webServer } from '../../support/identity-provider.ts';
import { oidcIdp, oidcSecret } from '../../support/oidc-idp.ts';
import { oktaMetadata } from '../../support/saml-metadata.ts';
import { secretKey } from '../../support/sign-in-connections.ts';
import { serverOn } from '../../support/start-server.ts';
import { flawsOf } from './flaws-of.ts';

const server = serverOn(undefined, { secretKey });
const visitor = consoleVisitors(server);
const metadataXml = readFileSync('tests/fixtures/saml/okta-metadata.xml', 'utf8');

/** An owner's console, in which this connection is being changed. */
async function changing(connection: { readonly name: string } & Readonly<Record<string, string>>) {
  const account = await server().openAccount();
  const { application } = server();
  const { state } = await application.addSsoConnection(account.caller, connection);
  const visit = await visitor(account, 'owner');
  const { page } = visit;
  await page.goto('/connections');
  const card = page.getByRole('listitem').filter({ has: page.getByRole('button', { name: 'Change' }) });
  await card.getByRole('button', { name: 'Change' }).click();
  await page.waitForURL(`**/connections?change=${state.id}`);
  const form = page.getByRole('form', { name: `Change ${connection.name}` });
  const stored = async () => {
    const listed = await application.listSsoConnections(account.caller);
    return listed.find((one) => one.connection.state.id === state.id)?.connection.state;
  };
  const rename = (name: string) => application.changeSsoConnection(account.caller, { id: state.id, name });
  const save = form.getByRole('button', { name: 'Save the connection' });
  return { ...visit, card, form, save, before: state, stored, rename };
}

test('a client secret is replaced, and kept where none is given', async () => {
  const { issuer } = await oidcIdp();
  const given = { name: 'Okta OIDC', issuer, clientId: 'rollcall', clientSecret: 'a wrong secret' };
  const { page, form, save, card, before, stored, complaints } = await changing(given);
  expect(await form.getByLabel('Issuer').inputValue()).toBe(issuer);
  expect(await form.getByLabel('Client ID').inputValue()).toBe('rollcall');
  expect(await form.getByLabel('Client secret').inputValue()).toBe('');
  expect(await flawsOf(page, { picture: 'changing-openid' })).toEqual([]);
  await form.getByLabel('Name', { exact: true }).fill('Okta at work');
  await save.click();
  await page.getByRole('heading', { name: 'Okta at work' }).waitFor();
  await form.waitFor({ state: 'detached' });
  expect(await stored()).toMatchObject({ name: 'Okta at work', provider: before.provider });
  await card.getByRole('button', { name: 'Change' }).click();
  await page.getByLabel('Client secret').fill(oidcSecret);
  await page.getByRole('button', { name: 'Save the connection' }).click();
  await page.getByLabel('Client secret').waitFor({ state: 'detached' });
  await card.getByRole('button', { name: 'Test' }).click();
  await card.getByText('answers, and accepts the client and its secret').waitFor();
  expect((await stored())?.id).toBe(before.id);
  expect(complaints).toEqual([]);
});

test('another issuer is asked before it is saved, and needs a secret of its own', async () => {
  const { issuer } = await oidcIdp();
  const given = { name: 'Okta OIDC', issuer, clientId: 'rollcall', clientSecret: oidcSecret };
  const { form, save, stored, before } = await changing(given);
  await form.getByLabel('Issuer').fill('https://127.0.0.1:1');
  expect(await save.count()).toBe(0);
  await form.getByRole('button', { name: 'Ask the provider' }).click();
  await form.getByRole('alert').waitFor();
  expect(await save.count()).toBe(0);
  await form.getByLabel('Issuer').fill((await oidcIdp()).issuer);
  await form.getByRole('button', { name: 'Ask the provider' }).click();
  await form.getByText('It is encrypted, and never shown again.').waitFor();
  await save.click();
  expect(await form.getByLabel('Client secret').evaluate((field) => field.matches(':invalid'))).toBe(true);
  expect(await stored()).toEqual(before);
});

test('a change is tested before it is saved, with the stored secret where it goes to whom it is stored for', async () => {
  const { issuer } = await oidcIdp();
  const given = { name: 'Okta OIDC', issuer, clientId: 'rollcall', clientSecret: oidcSecret };
  const { form, stored, before } = await changing(given);
  const tested = form.getByRole('button', { name: 'Test' });
  await tested.click();
  await form.getByText('accepts the client and its secret. Nothing is saved yet.').waitFor();
  await form.getByLabel('Client ID').fill('another');
  await tested.click();
  await form.getByRole('alert').getByText('Sign-in by this connection will fail').waitFor();
  await form.getByLabel('Client ID').fill('rollcall');
  await tested.click();
  await form.getByText('accepts the client and its secret. Nothing is saved yet.').waitFor();
  await form.getByLabel('Client secret').fill('a wrong secret');
  await tested.click();
  await form.getByRole('alert').getByText('Sign-in by this connection will fail').waitFor();
  expect(await stored()).toEqual(before);
});

test('metadata are read and shown before they take the place of others, and the addresses stay', async () => {
  const { url: metadataUrl } = await webServer(answering(oktaMetadata));
  const { page, form, save, card, stored, complaints } = await changing({ name: 'Okta SAML', metadataXml });
  await card.getByText('/saml/acs').waitFor();
  const address = await card.getByText('/saml/acs').textContent();
  await form.getByText('Empty keeps those that are stored.').waitFor();
  await form.getByLabel('Metadata').fill(metadataUrl);
  expect(await save.count()).toBe(0);
  await form.getByRole('button', { name: 'Read the metadata' }).click();
  await form.getByRole('list', { name: 'Signing certificates' }).waitFor();
  expect((await stored())?.provider).not.toHaveProperty('metadataUrl');
  await save.click();
  await form.waitFor({ state: 'detached' });
  await card.getByText(metadataUrl).waitFor();
  expect(await card.getByText('/saml/acs').textContent()).toBe(address);
  expect((await stored())?.provider).toMatchObject({ metadataUrl });
  await card.getByRole('button', { name: 'Change' }).click();
  expect(await form.getByLabel('Metadata').inputValue()).toBe(metadataUrl);
  await page.goBack();
  await form.waitFor({ state: 'detached' });
  expect(complaints).toEqual([]);
});

test('what somebody else stored meanwhile is not written over', async () => {
  const { form, save, rename, page, stored } = await changing({ name: 'Okta SAML', metadataXml });
  await rename('Okta of Acme');
  await page.getByRole('heading', { name: 'Okta of Acme' }).waitFor();
  await form.getByLabel('Name', { exact: true }).fill('Okta of Analytical Engines');
  await save.click();
  await form.getByRole('alert').getByText('Somebody was faster').waitFor();
  expect((await stored())?.name).toBe('Okta of Acme');
});

test('a connection that is not there is told not to be', async () => {
  const { page } = await visitor(await server().openAccount(), 'owner');
  await page.goto('/connections?change=nowhere');
  await page.getByRole('alert').getByText('No connection with the id nowhere can be changed here.').waitFor();
});
