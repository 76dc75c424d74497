import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { consoleVisitors } from '../../support/console-visitor.ts';
import { serverOn, type TestAccount } from '../../support/start-server.ts';
import { tabTo } from './keyboard.ts';
import { pushPeople, pushUnreadable } from './okta-pushes.ts';

const server = serverOn();
const visitor = consoleVisitors(server);
let account: TestAccount;
beforeAll(async () => {
  account = await server().openAccount('Analytical Engines');
  await pushPeople(account);
  await pushUnreadable(account);
});

test('somebody is found, looked at, deactivated and let in again by the keyboard alone', async () => {
  const { page, complaints } = await visitor(account);
  await page.goto('/');
  await page.getByRole('link', { name: 'People' }).waitFor();
  await tabTo(page, /^People$/);
  await page.keyboard.press('Enter');
  await page.getByText('in all.').waitFor();
  await tabTo(page, /^Name or address$/);
  await page.keyboard.type('backus');
  await page.getByText('1 in all.').waitFor();
  await tabTo(page, /^John Backus$/);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'John Backus' }).waitFor();
  for (const [decision, other] of [
    ['Deactivate', 'Reactivate'],
    ['Reactivate', 'Deactivate'],
  ] as const) {
    await tabTo(page, new RegExp(`^${decision}…$`));
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.type('john.backus@example.com');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: `${other}…` }).waitFor();
  }
  expect(complaints).toEqual([]);
});

test('a refusal is found, opened and followed to the request by the keyboard alone', async () => {
  const { page, complaints } = await visitor(account);
  await page.goto('/activity');
  await page.getByText('Okta tried to add charles').waitFor();
  await tabTo(page, /^Refused$/);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/activity?refused=true');
  await tabTo(page, /^Filter$/);
  await page.keyboard.press('Enter');
  await page.getByLabel('First day').waitFor();
  await tabTo(page, /^Details$/);
  await page.keyboard.press('Enter');
  await page.getByText('emailInvalid').waitFor();
  await tabTo(page, /^[\w-]{36}$/);
  await page.keyboard.press('Enter');
  await page.getByText('What to do').waitFor();
  expect(complaints).toEqual([]);
});

test('on a telephone the menu is opened, used and closed by the keyboard alone', async () => {
  const { page } = await visitor(account, 'admin', { width: 390 });
  await page.goto('/');
  await page.getByRole('button', { name: 'Menu' }).waitFor();
  await tabTo(page, /^Menu$/);
  await page.keyboard.press('Enter');
  const groups = page.getByRole('link', { name: 'Groups', exact: true });
  await groups.waitFor();
  await page.keyboard.press('Escape');
  await groups.waitFor({ state: 'hidden' });
  await page.keyboard.press('Enter');
  await tabTo(page, /^Groups$/);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/groups');
  await groups.waitFor({ state: 'hidden' });
});

test('a time says exactly when it was once it has the focus, also where its row has it', async () => {
  const { page } = await visitor(account);
  const exactOf = (time: ReturnType<Page['locator']>) =>
    time.evaluate((element) => {
      const { visibility, content } = getComputedStyle(element, '::after');
      return visibility === 'visible' ? content : 'hidden';
    });
  await page.goto('/people');
  const time = page.getByRole('row').nth(1).locator('time').first();
  await time.waitFor();
  expect(await exactOf(time)).toBe('hidden');
  await tabTo(page, /, \d+ \w+ \d{4}, [\d:]+ UTC$/);
  expect(await exactOf(page.locator('time:focus'))).toMatch(/^"\d+ \w+ \d{4}, \d\d:\d\d:\d\d UTC"$/);
  await page.goto('/settings');
  await page.getByText('profile.location').waitFor();
  await tabTo(page, /^profile\.location/);
  expect(await exactOf(page.locator('button:focus time'))).toMatch(/UTC"$/);
});
