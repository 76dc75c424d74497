import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { consoleVisitors } from '../../support/console-visitor.ts';
import { OktaApplication } from '../../support/okta-application.ts';
import { serverOn, type TestAccount } from '../../support/start-server.ts';
import { flawsOf } from './flaws-of.ts';

const server = serverOn();
const visitor = consoleVisitors(server);
const metadata = readFileSync('tests/fixtures/saml/okta-metadata.xml', 'utf8');
let account: TestAccount;
beforeAll(async () => {
  account = await server().openAccount('Analytical Engines');
});

const oktaWith = (token: string) => new OktaApplication(server().baseUrl(), token);
const statusWith = async (token: string) => (await oktaWith(token).testConnector()).status;

test('a token is made, works at once, and is shown once', async () => {
  const { page, complaints } = await visitor(account);
  await page.goto('/connections');
  await page.getByRole('button', { name: 'New token' }).click();
  await page.getByLabel('Name').fill('Entra');
  await page.getByLabel('Networks').fill('127.0.0.0/8, ::1');
  await page.getByRole('button', { name: 'Make the token' }).click();
  const made = page.getByRole('status').filter({ hasText: 'it is shown this once' });
  const token = (await made.locator('code').textContent()) ?? '';
  expect(await statusWith(token)).toBe(200);
  await page.getByRole('button', { name: 'I have copied it' }).click();
  const card = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'Entra' }) });
  await card.getByText('127.0.0.0/8').waitFor();
  await page.reload();
  await card.getByText('127.0.0.0/8').waitFor();
  expect(await page.content()).not.toContain(token);
  expect(complaints).toEqual([]);
});

test('what is wrong with a token is said beside it', async () => {
  const { page } = await visitor(account);
  await page.goto('/connections?add=token');
  await page.getByLabel('Name').fill('Elsewhere');
  await page.getByLabel('Networks').fill('everywhere');
  await page.getByRole('button', { name: 'Make the token' }).click();
  await page.getByRole('alert').getByText('"everywhere" is neither an address nor a network').waitFor();
});

test('a token is rotated in three steps, and both work until the old one is revoked', async () => {
  const rotated = await server().openAccount('Difference Engines');
  const { page } = await visitor(rotated);
  await page.goto('/connections');
  await page.getByRole('button', { name: 'Rotate' }).click();
  const made = page.getByRole('status').filter({ hasText: 'it is shown this once' });
  const token = (await made.locator('code').textContent()) ?? '';
  const rotation = page.getByRole('region', { name: 'Rotation of Okta' });
  await rotation.getByText('Waiting for its first use').waitFor();
  expect([await statusWith(rotated.token.text), await statusWith(token)]).toEqual([200, 200]);
  await rotation.getByText('In use').waitFor();
  for (const text of [rotated.token.text, token]) {
    const card = page.getByRole('listitem').filter({ hasText: `Last four characters${text.slice(-4)}` });
    await card.getByText(/from (::ffff:)?127\.0\.0\.1/).waitFor();
  }
  await rotation.getByRole('button', { name: 'Revoke Okta' }).click();
  const dialog = page.getByRole('dialog', { name: 'Revoke Okta?' });
  expect(await dialog.getByRole('button', { name: 'Revoke' }).isDisabled()).toBe(true);
  await dialog.getByRole('textbox').fill('Okta');
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('1 token has ended').waitFor();
  await expect.poll(() => statusWith(rotated.token.text), { timeout: 10_000 }).toBe(401);
  expect(await statusWith(token)).toBe(200);
});

test('Escape takes nothing away', async () => {
  const { page } = await visitor(account);
  await page.goto('/connections');
  await page.getByRole('button', { name: 'Revoke' }).first().click();
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(await statusWith(account.token.text)).toBe(200);
});

test('an owner adds a connection whose metadata were shown before, tests it and removes it', async () => {
  const owned = await server().openAccount('Difference Engines');
  const { page, complaints } = await visitor(owned, 'owner');
  await page.goto('/connections?add=saml');
  await page.getByRole('textbox', { name: 'Metadata' }).fill(metadata);
  await page.getByRole('button', { name: 'Read the metadata' }).click();
  await page.getByRole('list', { name: 'Signing certificates' }).getByText('Valid').waitFor();
  await page.getByText('These are the metadata that you gave; nobody was asked.').waitFor();
  await page.getByRole('textbox', { name: 'Name' }).fill('Okta SAML');
  await page.getByRole('button', { name: 'Save the connection' }).click();
  const card = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'Okta SAML' }) });
  await card.getByText('/saml/acs').waitFor();
  await card.getByRole('button', { name: 'Test' }).click();
  await card.getByText('These are the stored metadata; nobody was asked.').waitFor();
  await card.getByRole('button', { name: 'Remove' }).click();
  await page.waitForURL('**/connections?remove=*');
  await page.goBack();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.goForward();
  await page.getByRole('dialog', { name: 'Remove Okta SAML?' }).waitFor();
  await page.getByRole('dialog').getByRole('textbox').fill('Okta SAML');
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await card.waitFor({ state: 'detached' });
  await page.waitForURL('**/connections');
  expect(complaints).toEqual([]);
});

test('metadata that are none are refused before anything is saved', async () => {
  const owned = await server().openAccount('Difference Engines');
  const { page } = await visitor(owned, 'owner');
  await page.goto('/connections?add=saml');
  await page.getByRole('textbox', { name: 'Metadata' }).fill('<html></html>');
  await page.getByRole('button', { name: 'Read the metadata' }).click();
  await page.getByRole('alert').waitFor();
  await expect.poll(() => page.getByRole('button', { name: 'Save the connection' }).count()).toBe(0);
});

test('a provider that does not answer is told, and nothing is saved', async () => {
  const owned = await server().openAccount('Difference Engines');
  const { page } = await visitor(owned, 'owner');
  await page.goto('/connections?add=oidc');
  await page.getByLabel('Issuer').fill('https://127.0.0.1:1');
  await page.getByRole('button', { name: 'Ask the provider' }).click();
  await page.getByRole('alert').waitFor();
  await expect.poll(() => page.getByLabel('Client secret').count()).toBe(0);
});

test('an administrator who is no owner sees how people sign in, and cannot change it', async () => {
  const { page } = await visitor(account);
  await page.goto('/connections');
  await page.getByRole('heading', { name: 'Sign-in elsewhere' }).waitFor();
  await expect.poll(() => page.getByRole('button', { name: /^Add |Change|Remove|Test/ }).count()).toBe(0);
});

test('in both colours, wide and narrow, nothing overflows, and axe finds nothing', async () => {
  const shown = await server().openAccount('Difference Engines');
  await server().application.addSsoConnection(shown.caller, { name: 'Okta', metadataXml: metadata });
  await server().application.rotateToken(shown.caller, { id: shown.token.token.state.id });
  const { page, complaints, foreignRequests } = await visitor(shown, 'owner');
  await page.goto('/connections?add=token');
  await page.getByLabel('Networks').waitFor();
  await page.getByText('Valid').waitFor();
  expect(await flawsOf(page, { picture: 'connections' })).toEqual([]);
  await page.getByRole('button', { name: 'Revoke Okta' }).click();
  await page.getByRole('dialog').getByRole('textbox').fill('Okta');
  expect(await flawsOf(page, { picture: 'revoking' })).toEqual([]);
  await page.goto('/connections?add=oidc');
  await page.getByLabel('Issuer').waitFor();
  expect(await flawsOf(page, { picture: 'openid' })).toEqual([]);
  expect(complaints).toEqual([]);
  expect(foreignRequests).toEqual([]);
});
