import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { consoleVisitors } from '../../support/console-visitor.ts';
import { OktaApplication } from '../../support/okta-application.ts';
import { serverOn } from '../../support/start-server.ts';
import { flawsOf } from './flaws-of.ts';

const server = serverOn();
const visitor = consoleVisitors(server);
const metadata = readFileSync('tests/fixtures/saml/okta-metadata.xml', 'utf8');
const ada = { userName: 'ada@example.com', displayName: 'Ada Byron' };

/** What a part of the set-up answers. */
const answerOf = (page: Page, name: string) =>
  page
    .getByRole('listitem')
    .filter({ hasText: name })
    .filter({ hasNot: page.getByRole('heading') });

async function withOkta() {
  const account = await server().openAccount('Analytical Engines');
  return { account, okta: new OktaApplication(server().baseUrl(), account.token.text) };
}

/** Somebody who was there before Single Sign-On went. */
async function withoutSso(role: 'owner' | 'admin') {
  const account = await server().openAccount('Difference Engines');
  const visit = await visitor(account, role);
  await server().application.disconnectSso(account.caller);
  return { account, ...visit };
}

test('an owner sets Okta up from nothing, and each step turns by itself when it has happened', async () => {
  const { account, page, complaints } = await withoutSso('owner');
  await server().application.revokeToken(account.caller, { id: account.token.token.state.id });
  await page.goto('/okta-set-up');
  await answerOf(page, 'Waiting for metadata').waitFor();

  await page.getByRole('textbox', { name: 'Metadata' }).fill(metadata);
  await page.getByRole('button', { name: 'Read the metadata' }).click();
  await page.getByRole('status').getByText('http://www.okta.com/exk1fcia6d6EMsf331d8').waitFor();
  expect((await server().application.listSsoConnections(account.caller)).length).toBe(0);
  await page.getByRole('button', { name: 'Save the connection' }).click();
  const [listed] = await expect
    .poll(() => server().application.listSsoConnections(account.caller))
    .toHaveLength(1)
    .then(() => server().application.listSsoConnections(account.caller));
  await page.getByText(server().baseUrl(`/sign-in/${listed?.connection.state.id}/saml/acs`)).waitFor();

  await page.getByRole('button', { name: 'Make a token' }).click();
  const made = page.getByRole('status').filter({ hasText: 'it is shown this once' });
  const token = (await made.locator('code').textContent()) ?? '';
  await page.getByText(server().baseUrl(), { exact: true }).waitFor();
  const okta = new OktaApplication(server().baseUrl(), token);

  await answerOf(page, 'Waiting for the connector test').waitFor();
  await okta.testConnector();
  await answerOf(page, 'Test received').waitFor();
  await answerOf(page, 'Waiting for the first person').waitFor();
  const { body } = await okta.assign({ ...ada, profile: { location: 'London' } });
  await answerOf(page, 'Person pushed').getByText('Ada Byron').waitFor();
  await answerOf(page, 'profile.location').getByText('Arrives').waitFor();
  await okta.push(body.id, { title: 'Countess' });
  await answerOf(page, 'Change received').waitFor();
  await okta.unassign(body.id);
  await answerOf(page, 'Deactivated').waitFor();
  await page.getByText('Okta is set up.').waitFor();
  await page.getByText('Your application is one of Okta’s wizard').waitFor();
  expect(complaints).toEqual([]);
});

describe('a mistake in Okta is told, with the way through its menus:', () => {
  test('the username format', async () => {
    const { account, okta } = await withOkta();
    const { page } = await visitor(account);
    await page.goto('/okta-set-up');
    await okta.assign({ userName: 'ada.byron' });
    const row = answerOf(page, 'Somebody comes');
    await row.getByText('Refused').waitFor();
    await row.getByText('Sign On → Settings → Edit').waitFor();
    await page.getByText('Something has to be mended.').waitFor();
  });

  test('the name of an attribute', async () => {
    const { account, okta } = await withOkta();
    const { page } = await visitor(account);
    await page.goto('/okta-set-up');
    await okta.assign({ ...ada, ...{ location: 'London' } });
    await answerOf(page, 'its external name has to be "profile.location"')
      .getByText('Profile Editor')
      .waitFor();
  });

  test('the external namespace of an attribute that was declared', async () => {
    const { account, okta } = await withOkta();
    const declaration = { name: 'location', declaration: {} };
    await server().application.declareProfileAttribute(account.caller, declaration);
    const { page } = await visitor(account);
    await page.goto('/okta-set-up');
    await okta.assign(ada);
    const row = answerOf(page, 'profile.location');
    await row.getByText('Does not arrive').waitFor();
    await row.getByText('External namespace').waitFor();
    await row.getByText('Directory → Profile Editor →').waitFor();
  });

  test('the scope of an attribute', async () => {
    const { account, okta } = await withOkta();
    const { page } = await visitor(account);
    await page.goto('/okta-set-up');
    await okta.assign({ ...ada, profile: { location: 'London' } });
    await okta.assign({ userName: 'grace@example.com' });
    const row = answerOf(page, 'profile.location');
    await row.getByText('Not with everybody').waitFor();
    await row.getByText('User personal').waitFor();
  });

  test('Deactivate Users is off', async () => {
    const { account, okta } = await withOkta();
    const { page } = await visitor(account);
    await page.goto('/okta-set-up');
    await okta.assign(ada);
    await okta.assign(ada);
    await answerOf(page, 'Was not told').getByText('Provisioning → To App → Edit').waitFor();
  });
});

test('an application of the catalogue is recognised by its PATCH', async () => {
  const { account } = await withOkta();
  const okta = new OktaApplication(server().baseUrl(), account.token.text, 'catalogue');
  const { page } = await visitor(account);
  await page.goto('/okta-set-up');
  const { body } = await okta.assign(ada);
  await okta.unassign(body.id);
  await page.getByText('Your application is one of Okta’s catalogue').waitFor();
});

test('an administrator who is no owner is told that an owner connects the account', async () => {
  const { page } = await withoutSso('admin');
  await page.goto('/okta-set-up');
  await page.getByText('An owner of the account connects it, on this page.').waitFor();
  await expect.poll(() => page.getByRole('button', { name: 'Read the metadata' }).count()).toBe(0);
});

test('a value is copied', async () => {
  const { account } = await withOkta();
  const { page, context } = await visitor(account);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/okta-set-up');
  await page.getByRole('button', { name: 'Copy SCIM connector base URL' }).click();
  await page.getByText('Copied').waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(server().baseUrl());
});

test('in both colours, wide and narrow, nothing overflows, and axe finds nothing', async () => {
  const { account, okta } = await withOkta();
  const { page, complaints, foreignRequests } = await visitor(account);
  await page.goto('/okta-set-up');
  await page.getByText('Waiting for the connector test.').waitFor();
  expect(await flawsOf(page, { picture: 'okta-set-up-waiting' })).toEqual([]);
  await okta.assign({ ...ada, ...{ location: 'London' } });
  await okta.assign(ada);
  await page.getByText('Was not told').waitFor();
  expect(await flawsOf(page, { picture: 'okta-set-up-wrong' })).toEqual([]);
  expect(complaints).toEqual([]);
  expect(foreignRequests).toEqual([]);
});
