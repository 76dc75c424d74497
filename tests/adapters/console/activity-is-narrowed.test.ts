import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { apiClient } from '../../support/api-client.ts';
import { consoleVisitors } from '../../support/console-visitor.ts';
import { serverOn, type TestAccount } from '../../support/start-server.ts';
import { flawsOf } from './flaws-of.ts';
import { people, pushPeople, pushUnreadable, userOf } from './okta-pushes.ts';

const server = serverOn();
const visitor = consoleVisitors(server);
let account: TestAccount;
let ids: ReadonlyMap<string, string>;
beforeAll(async () => {
  account = await server().openAccount('Analytical Engines');
  ids = await pushPeople(account);
  await pushUnreadable(account);
  const api = await apiClient(server(), account);
  await api.post('/groups', { displayName: 'IT', members: [ids.get('Hopper')] });
  const path = `/Users/${ids.get('Byron')}`;
  const moved = await account.client.send('PUT', path, {
    body: { ...userOf(people[0]), profile: { location: 'Turin', department: 'Engineering' } },
  });
  expect(moved.status).toBe(200);
});

const dayMilliseconds = 86_400_000;
const dayIn = (days: number): string =>
  new Date(Date.now() + days * dayMilliseconds).toISOString().slice(0, 10);

async function openFields(address = '/activity') {
  const { page, context, complaints } = await visitor(account);
  await page.goto(address);
  await page.getByRole('button', { name: 'Filter' }).click();
  return { page, context, complaints };
}

const searchOf = (page: Page) => Object.fromEntries(new URL(page.url()).searchParams);
const chip = (page: Page, said: string) => page.getByRole('button', { name: said, exact: true });
const nothing = (page: Page) => page.getByRole('heading', { name: 'Nothing like this happened' });
const adaCame = (page: Page) => page.getByText('Okta added ada.byron@example.com');

/** The lines of what is exported, of which the first is the heading. */
async function exported(page: Page): Promise<readonly string[]> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Export' }).click(),
  ]);
  return (await readFile(await download.path(), 'utf8')).trim().split('\n');
}

async function pick(page: Page, label: string, typed: string, name: RegExp): Promise<void> {
  await page.getByLabel(label, { exact: true }).fill(typed);
  await page.getByRole('option', { name }).waitFor();
  await page.keyboard.press('Enter');
}

test('days narrow both logs and the export, and a link shows a colleague the same', async () => {
  const { page, context } = await openFields();
  await page.getByLabel('First day').fill(dayIn(-1));
  await page.getByLabel('Last day').fill(dayIn(1));
  await expect.poll(() => searchOf(page)).toEqual({ from: dayIn(-1), until: dayIn(1) });
  await adaCame(page).waitFor();
  await page.getByLabel('Last day').fill(dayIn(-2));
  await page.getByLabel('First day').fill(dayIn(-3));
  await nothing(page).waitFor();
  expect(await exported(page)).toHaveLength(1);
  await page.getByRole('button', { name: 'Requests', exact: true }).click();
  await page.getByRole('heading', { name: 'No request' }).waitFor();
  expect(await exported(page)).toHaveLength(1);
  const colleague = await context.newPage();
  await colleague.goto(page.url());
  await colleague.getByRole('heading', { name: 'No request' }).waitFor();
  await chip(colleague, `Until ${dayIn(-2)}`).click();
  await colleague.getByText('Okta added Ada Byron').waitFor();
  expect(searchOf(colleague)).toEqual({ log: 'requests', from: dayIn(-3) });
  expect((await exported(colleague)).join('\n')).toContain('Okta added Ada Byron');
});

test('what is chosen while the page still turns to something else holds as well', async () => {
  const { page } = await openFields();
  await page.getByLabel('First day').fill(dayIn(-3));
  await page.getByLabel('Last day').fill(dayIn(-2));
  // Both in one breath, and the days have not settled yet.
  await page.evaluate(() => {
    for (const said of ['Requests', 'Refused'])
      [...document.querySelectorAll('search button')]
        .filter((button): button is HTMLButtonElement => button instanceof HTMLButtonElement)
        .find(({ textContent }) => textContent === said)
        ?.click();
  });
  await expect
    .poll(() => searchOf(page))
    .toEqual({ log: 'requests', refused: 'true', from: dayIn(-3), until: dayIn(-2) });
});

test.each(['2026-02-31', '26.11.2026', '2026-1-1'])('%s is no day, and narrows nothing', async (day) => {
  const { page } = await visitor(account);
  await page.goto(`/activity?from=${day}`);
  await adaCame(page).waitFor();
});

test('somebody is found in what happened to groups as well', async () => {
  const { page } = await openFields();
  await pick(page, 'About whom', 'hopp', /Grace Hopper/);
  await chip(page, 'About Grace Hopper').waitFor();
  await adaCame(page).waitFor({ state: 'detached' });
  await page.getByText('Okta added grace.hopper@example.com').waitFor();
  await page.getByText('made the group IT').waitFor();
  expect(searchOf(page)).toEqual({ involving: ids.get('Hopper') });
  await chip(page, 'About Grace Hopper').click();
  await adaCame(page).waitFor();
});

test('what one token, one person or people of one kind did is told apart', async () => {
  const { page } = await openFields();
  await page.getByLabel('By whom').selectOption('Okta');
  await page.getByText('made the group IT').waitFor({ state: 'detached' });
  await adaCame(page).waitFor();
  await chip(page, 'By Okta').waitFor();
  await page.getByLabel('By whom').selectOption('Operators');
  await adaCame(page).waitFor({ state: 'detached' });
  await page.getByText('opened the account').waitFor();
  expect(searchOf(page)).toEqual({ principalKind: 'operator' });
  await pick(page, 'By somebody here', 'grace', /Grace Hopper/);
  await chip(page, 'By grace.hopper@example.com').waitFor();
  await nothing(page).waitFor();
  expect(await page.getByLabel('By whom').inputValue()).toBe(ids.get('Hopper'));
});

test('changes of an attribute are found', async () => {
  const { page } = await openFields();
  await page.getByLabel('Attribute', { exact: true }).fill('profile.location');
  await page.getByText('Okta changed ada.byron@example.com').waitFor();
  await page.getByText('made the group IT').waitFor({ state: 'detached' });
  expect(searchOf(page)).toEqual({ attribute: 'profile.location' });
  // The audit log has an attribute of several values as a whole.
  await page.getByLabel('Attribute', { exact: true }).fill('emails.value');
  await adaCame(page).waitFor();
  await chip(page, 'Attribute emails').waitFor();
  await page.getByText('Okta changed ada.byron@example.com').waitFor({ state: 'detached' });
});

test('refusals of one kind are chosen by words, and found from one of them', async () => {
  const { page } = await openFields();
  await page.getByLabel('Refused because').selectOption('The username is no email address');
  await adaCame(page).waitFor({ state: 'detached' });
  const refusal = page.getByRole('listitem').filter({ hasText: 'Okta tried to add charles' });
  await refusal.waitFor();
  await page.getByLabel('Refused because').selectOption('The username is taken');
  await nothing(page).waitFor();
  await page.goto('/activity?refused=true');
  await refusal.getByRole('button', { name: 'Details' }).click();
  await refusal.getByRole('link', { name: 'All that was refused so' }).click();
  await chip(page, 'Because The username is no email address').waitFor();
  expect(searchOf(page)).toEqual({ refusalCode: 'emailInvalid' });
});

test('what the request log does not know is not asked of it', async () => {
  const { page, complaints } = await openFields('/activity?attribute=emails&refusalCode=emailInvalid');
  await page.getByRole('button', { name: 'Requests', exact: true }).click();
  await expect.poll(() => searchOf(page)).toEqual({ log: 'requests' });
  await expect.poll(() => page.getByLabel('Attribute', { exact: true }).count()).toBe(0);
  await pick(page, 'About whom', 'ada', /Ada Byron/);
  await page.getByText('Okta changed Ada Byron').waitFor();
  await expect.poll(() => page.getByText('Okta added Grace Hopper').count()).toBe(0);
  expect(complaints).toEqual([]);
});

test('in both colours, wide and narrow, the fields overflow nowhere, and axe finds nothing', async () => {
  const { page, complaints } = await openFields(
    `/activity?from=2026-01-01&until=2099-12-31&involving=${ids.get('Byron')}&attribute=profile.location`,
  );
  await page.getByText('Okta changed ada.byron@example.com').waitFor();
  expect(await flawsOf(page, { picture: 'activity-filter' })).toEqual([]);
  expect(complaints).toEqual([]);
});
