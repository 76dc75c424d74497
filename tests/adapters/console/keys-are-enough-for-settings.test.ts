import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { apiClient } from '../../support/api-client.ts';
import { type ConsoleVisitor, consoleVisitors } from '../../support/console-visitor.ts';
import { serverOn, type TestAccount } from '../../support/start-server.ts';
import { focusedOn, press, tabTo } from './keyboard.ts';
import { pushPeople } from './okta-pushes.ts';

const server = serverOn();
const visitor = consoleVisitors(server);
const metadata = readFileSync('tests/fixtures/saml/okta-metadata.xml', 'utf8');
let account: TestAccount;
beforeAll(async () => {
  account = await server().openAccount();
  await pushPeople(account);
  const api = await apiClient(server(), account);
  await api.post('/groups', { displayName: 'IT' });
});

const copied = async ({ page, context }: ConsoleVisitor) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.keyboard.press('Enter');
  await page.getByText('Copied').first().waitFor();
  return page.evaluate(() => navigator.clipboard.readText());
};

test('a token is made, copied, rotated and revoked by the keyboard alone', async () => {
  const visit = await visitor(await server().openAccount());
  const { page, complaints } = visit;
  await page.goto('/connections');
  await page.getByText('Last four characters').waitFor();
  await press(page, /^New token$/);
  await focusedOn(page, 'Name');
  await press(page, /^Cancel$/);
  await focusedOn(page, 'New token');
  await page.keyboard.press('Enter');
  await focusedOn(page, 'Name');
  await page.keyboard.type('Entra');
  await page.keyboard.press('Enter');
  await focusedOn(page, 'Copy the token Entra');
  expect(await copied(visit)).toBe(await page.getByRole('status').locator('code').textContent());
  await press(page, /^I have copied it$/);
  await focusedOn(page, 'New token');
  await press(page, /^Rotate$/);
  await focusedOn(page, 'Copy the token Okta 2');
  await press(page, /^Revoke Okta$/);
  await focusedOn(page, 'Type Okta to confirm');
  await page.keyboard.press('Escape');
  await focusedOn(page, 'Revoke Okta');
  await page.keyboard.press('Enter');
  await focusedOn(page, 'Type Okta to confirm');
  await page.keyboard.type('Okta');
  await page.keyboard.press('Enter');
  await page.getByText('1 token has ended').waitFor();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await focusedOn(page, 'Rotate');
  await press(page, /^1 token has ended$/);
  await page.getByRole('list', { name: 'Tokens that have ended' }).getByText('Okta').waitFor();
  await focusedOn(page, '1 token has ended');
  expect(complaints).toEqual([]);
});

test('a connection is added, changed and removed by the keyboard alone', async () => {
  const { page, complaints } = await visitor(await server().openAccount('Single'), 'owner');
  await page.goto('/connections');
  await page.getByRole('heading', { name: 'Single Sign-On' }).waitFor();
  await press(page, /^Add OpenID Connect$/);
  await focusedOn(page, 'Issuer');
  await press(page, /^Cancel$/);
  await focusedOn(page, 'Add OpenID Connect');
  await press(page, /^Add SAML$/, 'Space');
  await focusedOn(page, 'Metadata');
  await page.keyboard.insertText(metadata);
  await press(page, /^Read the metadata$/);
  await page.getByRole('list', { name: 'Signing certificates' }).waitFor();
  await focusedOn(page, 'Save the connection');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Okta', exact: true, level: 3 }).last().waitFor();
  await focusedOn(page, 'Add SAML');
  await press(page, /^Change Okta$/);
  await focusedOn(page, 'Metadata');
  await press(page, /^Cancel$/);
  await focusedOn(page, 'Change Okta');
  await press(page, /^Remove Okta$/);
  await focusedOn(page, 'Type Okta to confirm');
  await page.keyboard.press('Escape');
  await focusedOn(page, 'Remove Okta');
  expect(complaints).toEqual([]);
});

test('a session of somebody else is ended by the keyboard alone, and the focus goes to the next', async () => {
  const signedIn = await server().openAccount('Sessions');
  await visitor(signedIn);
  const { page, complaints } = await visitor(signedIn, 'owner');
  await page.goto('/settings?part=sessions');
  const rows = page.getByRole('list', { name: 'Everybody’s sessions' }).getByRole('listitem');
  await expect.poll(() => rows.count()).toBe(2);
  await press(page, /^End this session of (?!owner)/);
  await expect.poll(() => rows.count()).toBe(1);
  expect(await page.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY');
  expect(complaints).toEqual([]);
});

test('what keeps entries of the audit log leaves the focus in its form once there is nothing more to do', async () => {
  const { page, complaints } = await visitor(await server().openAccount('Kept'), 'owner');
  await page.goto('/settings?part=account');
  await tabTo(page, /^Days in the database/);
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('90');
  await press(page, /^Archive what is older$/);
  await page.getByText('Entries older than 90 days leave').waitFor();
  await focusedOn(page, 'Days in the database');
  await press(page, /^Keep everything$/);
  await page.getByText('All of its entries stay in the database.').waitFor();
  await focusedOn(page, 'Days in the database');
  expect(complaints).toEqual([]);
});

test('an attribute is declared by the keyboard alone', async () => {
  const { page, complaints } = await visitor(account);
  await page.goto('/settings?part=attributes');
  await page.getByText('profile.location').waitFor();
  await press(page, /^Declare an attribute$/);
  await focusedOn(page, 'Name');
  await page.keyboard.type('team');
  await page.keyboard.press('Enter');
  await page.getByText('profile.team').waitFor();
  await focusedOn(page, 'Declare an attribute');
  await press(page, /^profile\.location/);
  await press(page, /^Rename$/);
  await focusedOn(page, 'New name');
  await press(page, /^Cancel$/);
  await focusedOn(page, 'Rename');
  expect(complaints).toEqual([]);
});

test('a role is given to a group and taken back by the keyboard alone', async () => {
  const { page, complaints } = await visitor(account, 'owner');
  await page.goto('/settings?part=roles');
  await page.getByText('No group gives a role.').waitFor();
  await press(page, /^Give a role to a group$/);
  await focusedOn(page, 'A part of the group’s name');
  await page.keyboard.type('IT');
  await expect.poll(() => page.getByLabel('Group', { exact: true }).locator('option').count()).toBe(1);
  await tabTo(page, /^Manager/);
  await page.keyboard.press('ArrowUp');
  await press(page, /^Give the role$/, 'Space');
  await page.getByRole('list', { name: 'Groups that give roles' }).waitFor();
  await focusedOn(page, 'Give a role to a group');
  await press(page, /^Take the role from IT$/);
  await page.getByText('No group gives a role.').waitFor();
  await focusedOn(page, 'Give a role to a group');
  expect(complaints).toEqual([]);
});

test('what is typed in Okta is copied by the keyboard alone', async () => {
  const visit = await visitor(account);
  await visit.page.goto('/okta-set-up');
  await visit.page.getByText(server().baseUrl(), { exact: true }).waitFor();
  await tabTo(visit.page, /^Copy .*(base|URL)/i);
  expect(await copied(visit)).toContain('http');
});
