import { setTimeout } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { signInLinkAddress } from '../../../src/domain/sign-in/sign-in-link.ts';
import { consoleVisitors } from '../../support/console-visitor.ts';
import { OktaApplication } from '../../support/okta-application.ts';
import { samlIdpPages } from '../../support/saml-idp-pages.ts';
import { secretKey } from '../../support/sign-in-connections.ts';
import { accountToEnter } from '../../support/signing-in.ts';
import { serverOn } from '../../support/start-server.ts';

const server = serverOn(undefined, { secretKey });
const visitor = consoleVisitors(server);

type Entered = Awaited<ReturnType<typeof accountToEnter>>;

/** How somebody comes in, each from a browser that knows nothing. */
const waysIn: Readonly<Record<string, (page: Page, account: Entered) => Promise<void>>> = {
  'a link that signs in once': async (page, { caller }) => {
    const userName = 'ada@example.com';
    await server().application.nameOwner(caller, { userName });
    const { secret } = await server().application.makeSignInLink(caller, { userName });
    await page.goto(signInLinkAddress(server().baseUrl(''), secret));
    await page.getByRole('button', { name: 'Sign in' }).click();
  },
  'a sign-in by SAML': async (page, { saml, provision }) => {
    await provision();
    await page.goto(`/sign-in/${saml.id}`);
  },
};

/** Okta at work, until it is told to stop: people are assigned, changed and every second time unassigned. */
function conversation(okta: OktaApplication): () => Promise<void> {
  let goesOn = true;
  const told = (async () => {
    for (let number = 100; goesOn; number += 1) {
      const userName = `person-${number}@example.com`;
      const { body } = await okta.assign({ userName, profile: { location: 'London' } });
      await okta.push(body.id, { title: 'Countess' });
      if (number % 2 === 1) await okta.unassign(body.id);
      await setTimeout(150);
    }
  })();
  return async () => {
    goesOn = false;
    await told;
  };
}

/** The highest number of somebody who stands on the page. */
async function newestOn(page: Page): Promise<number> {
  const text = (await page.getByRole('main').textContent()) ?? '';
  return Math.max(0, ...[...text.matchAll(/person-(\d+)/g)].map(([, number]) => Number(number)));
}

test.each(Object.entries(waysIn))('from %s, each page follows what Okta does behind it', async (_, enter) => {
  const pages = await samlIdpPages();
  const account = await accountToEnter(server(), 'Analytical Engines', pages.idp);
  pages.knowing(account.saml, server().baseUrl(''));
  const { text } = await server().application.issueToken(account.caller, { name: 'Okta at work' });
  const { page, complaints } = await visitor(account, 'nobody');
  await enter(page, account);
  await page.getByRole('heading', { name: 'Overview', exact: true }).waitFor();
  const stop = conversation(new OktaApplication(server().baseUrl(), text));
  const entry = (name: string) =>
    page.getByRole('navigation', { name: 'Console' }).getByRole('link', { name }).click();
  const follows = async () => {
    const before = await newestOn(page);
    await expect.poll(() => newestOn(page), { timeout: 15_000 }).toBeGreaterThan(before);
  };
  await follows();
  await entry('Okta set-up');
  await page.getByText('Deactivated').first().waitFor();
  await page.getByText('profile.location').first().waitFor();
  await entry('People');
  const came = page.getByRole('button', { name: 'Came' });
  await came.click();
  await came.click();
  await follows();
  await page
    .getByRole('link', { name: /person-/ })
    .first()
    .click();
  await page.getByRole('row', { name: /profile\.location London Okta/ }).waitFor();
  await entry('Groups');
  await page.getByRole('link', { name: 'New group' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Londoners');
  await page.getByLabel('Attribute', { exact: true }).fill('profile.location');
  await page.getByLabel('Value').fill('London');
  await page.getByRole('button', { name: 'Make the group' }).click();
  await page.getByRole('list', { name: 'Members' }).waitFor();
  await follows();
  await entry('Activity');
  await follows();
  await page.getByRole('button', { name: 'Requests', exact: true }).click();
  await follows();
  await entry('Connections');
  await page.getByText('Last used').first().waitFor();
  await entry('Settings');
  await page.getByRole('button', { name: /profile\.location/ }).click();
  const having = page.getByText(/\d+ people have it/);
  const said = await having.textContent();
  await expect.poll(() => having.textContent(), { timeout: 15_000 }).not.toBe(said);
  await stop();
  expect(complaints).toEqual([]);
});
