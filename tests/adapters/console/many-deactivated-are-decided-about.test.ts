import { expect, test } from 'vitest';
import { brakedAccount } from '../../support/brakes.ts';
import { consoleVisitors } from '../../support/console-visitor.ts';
import { serverOn } from '../../support/start-server.ts';
import { flawsOf } from './flaws-of.ts';
import { focusedOn, press, tabTo } from './keyboard.ts';

const server = serverOn();
const visitor = consoleVisitors(server);

test('the overview leads to who would come back, and an administrator brings them back', async () => {
  const account = await brakedAccount(server(), 12);
  const { ids, deactivate, api } = account;
  const { page, complaints } = await visitor(account);
  await page.goto('/');
  await page.getByText('The roll').waitFor();
  await deactivate(ids.slice(0, 4));
  await page.getByText('Okta deactivated 4 people within minutes').waitFor({ timeout: 20_000 });
  await page.getByRole('link', { name: 'Decide' }).click();
  await page.getByText(/Okta took access away from 4 of 1\d agents/).waitFor();
  await page.getByText('Nobody else is deactivated or removed until you decide').waitFor();
  const rows = page.getByRole('list', { name: 'Who would come back' }).getByRole('listitem');
  await expect.poll(() => rows.count()).toBe(4);
  expect(await flawsOf(page, { picture: 'wave' })).toEqual([]);
  await rows
    .first()
    .getByRole('button', { name: /^Keep out/ })
    .click();
  await expect.poll(() => rows.count()).toBe(3);
  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: 'Bring them back…' }).click();
  await page.waitForURL('**/brake?decision=bringBack');
  await page.goBack();
  await dialog.waitFor({ state: 'detached' });
  await page.goto('/brake?decision=bringBack');
  await dialog.getByLabel('to confirm').fill('everybody');
  await dialog.getByLabel('Why, for the audit log').fill('The group was deleted');
  await dialog.getByRole('button', { name: 'Bring back' }).click();
  await page.getByRole('link', { name: 'Those who have their turn now' }).waitFor();
  await page.waitForURL('**/brake');
  await server().workOnJobs();
  await page.getByText('Nothing waits for a decision').waitFor({ timeout: 20_000 });
  const { items } = (await api.get('/agents?filter=active%20eq%20false')).body;
  expect(items).toHaveLength(1);
  expect(complaints).toEqual([]);
});

test('an administrator has Okta go on, and sets when so many are too many', async () => {
  const account = await brakedAccount(server(), 12, false);
  await account.deactivate(account.ids.slice(0, 4));
  const { page, complaints } = await visitor(account);
  await page.goto('/settings?part=account');
  await page.getByRole('link', { name: 'Brake' }).click();
  await page.getByText('Whatever else Okta sends is done').waitFor();
  await page.getByRole('button', { name: 'It is meant: go on' }).click();
  await page.getByText('Nothing waits for a decision').waitFor();
  await page.getByLabel('More than this percentage of the agents').fill('40');
  await page.getByLabel('Stop Okta then').check();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect
    .poll(async () => (await account.api.get('/brake')).body)
    .toMatchObject({ percent: 40, minutes: 10, agentsMin: 3, stops: true });
  expect(complaints).toEqual([]);
});

test('what somebody sets meanwhile is not written over, nor is what is typed lost while agents are deactivated', async () => {
  const account = await brakedAccount(server(), 12, false);
  const { page } = await visitor(account);
  await page.goto('/brake');
  const percent = page.getByLabel('More than this percentage of the agents');
  await percent.fill('40');
  await account.deactivate(account.ids.slice(0, 4));
  await page.getByText('Whatever else Okta sends is done').waitFor({ timeout: 20_000 });
  expect(await percent.inputValue()).toBe('40');
  await account.api.patch('/brake', { minutes: 20 });
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('alert').getByText('Somebody was faster').waitFor();
  expect((await account.api.get('/brake')).body).toMatchObject({ percent: 25, minutes: 20 });
  await page.reload();
  await expect.poll(() => page.getByLabel('Within so many minutes').inputValue()).toBe('20');
  for (const share of ['40', '45']) {
    await percent.fill(share);
    await page.getByRole('button', { name: 'Save' }).click();
    await expect
      .poll(async () => (await account.api.get('/brake')).body)
      .toMatchObject({ percent: Number(share), minutes: 20 });
  }
});

test('some are kept out and the others brought back by the keyboard alone', async () => {
  const account = await brakedAccount(server(), 12);
  await account.deactivate(account.ids.slice(0, 4));
  const { page, complaints } = await visitor(account);
  await page.goto('/brake');
  const rows = page.getByRole('list', { name: 'Who would come back' }).getByRole('listitem');
  await expect.poll(() => rows.count()).toBe(4);
  await press(page, /^Keep out/);
  await expect.poll(() => rows.count()).toBe(3);
  expect(await rows.first().evaluate((row) => row.contains(document.activeElement))).toBe(true);
  await tabTo(page, /^Bring them back…$/, 'Shift+Tab');
  await page.keyboard.press('Enter');
  await focusedOn(page, 'Type everybody to confirm');
  await page.keyboard.press('Escape');
  await focusedOn(page, 'Bring them back…');
  await page.keyboard.press('Enter');
  await focusedOn(page, 'Type everybody to confirm');
  await page.keyboard.type('everybody');
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'Those who have their turn now' }).waitFor();
  await focusedOn(page, 'Bring them back…');
  expect(complaints).toEqual([]);
});
