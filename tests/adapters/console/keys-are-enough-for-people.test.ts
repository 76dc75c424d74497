import { beforeAll, expect, test } from 'vitest';
import { consoleVisitors } from '../../support/console-visitor.ts';
import { serverOn, type TestAccount } from '../../support/start-server.ts';
import { focusedOn, press, tabTo } from './keyboard.ts';
import { pushPeople } from './okta-pushes.ts';

const server = serverOn();
const visitor = consoleVisitors(server);
let account: TestAccount;
let ids: ReadonlyMap<string, string>;
beforeAll(async () => {
  account = await server().openAccount();
  ids = await pushPeople(account);
});

test('a decision about somebody is left by Escape and carried out, and the focus stays at its button', async () => {
  const { page, complaints } = await visitor(account);
  await page.goto('/people');
  await page.getByText('in all.').waitFor();
  await tabTo(page, /^Name or address$/);
  await page.keyboard.type('hopper');
  await page.getByText('1 in all.').waitFor();
  await press(page, /^Grace Hopper$/);
  await focusedOn(page, 'Grace Hopper');
  const dialog = page.getByRole('dialog');
  await press(page, /^Deactivate…$/);
  await dialog.waitFor();
  await focusedOn(page, 'Type grace.hopper@example.com to confirm');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await focusedOn(page, 'Deactivate…');
  await page.keyboard.press('Enter');
  await dialog.waitFor();
  await page.keyboard.type('grace.hopper@example.com');
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await focusedOn(page, 'Reactivate…');
  await press(page, /^Remove…$/);
  await dialog.waitFor();
  await page.keyboard.type('grace.hopper@example.com');
  await press(page, /^Remove$/, 'Space');
  await page.getByText('in all.').waitFor();
  await focusedOn(page, 'People');
  expect(complaints).toEqual([]);
});

test('a confirmation that the address opened leaves the focus at the title of the page', async () => {
  const { page } = await visitor(account);
  await page.goto(`/people/${ids.get('Knuth')}?decision=deactivate`);
  await focusedOn(page, 'Type donald.knuth@example.com to confirm');
  await page.keyboard.press('Escape');
  await focusedOn(page, 'Donald Knuth');
});

test('several people are chosen and deactivated by the keyboard alone', async () => {
  const { page, complaints } = await visitor(account);
  await page.goto('/people');
  await page.getByText('in all.').waitFor();
  await press(page, /^Choose ada\.byron/, 'Space');
  await press(page, /^Choose alan\.turing/, 'Space');
  await page.getByText('2 chosen').waitFor();
  await tabTo(page, /^Deactivate…$/, 'Shift+Tab');
  await page.keyboard.press('Enter');
  await focusedOn(page, 'Type 2 people to confirm');
  await page.keyboard.press('Escape');
  await focusedOn(page, 'Deactivate…');
  await page.keyboard.press('Enter');
  await focusedOn(page, 'Type 2 people to confirm');
  await page.keyboard.type('2 people');
  await page.keyboard.press('Enter');
  await page.getByText('0 of 2 done.').waitFor();
  await focusedOn(page, 'People');
  await server().workOnJobs();
  await page.getByText('2 of 2 done.').waitFor();
  await press(page, /^Close$/);
  await focusedOn(page, 'People');
  expect(complaints).toEqual([]);
});
