import { beforeAll, expect, test } from 'vitest';
import { apiClient } from '../../support/api-client.ts';
import { consoleVisitors } from '../../support/console-visitor.ts';
import { serverOn, type TestAccount } from '../../support/start-server.ts';
import { focusedOn, press, tabTo } from './keyboard.ts';
import { pushPeople } from './okta-pushes.ts';

const server = serverOn();
const visitor = consoleVisitors(server);
let account: TestAccount;
beforeAll(async () => {
  account = await server().openAccount();
  await pushPeople(account);
});

test('a group is made by a rule of the builder, renamed, given another rule and an exception by the keyboard alone', async () => {
  const { page, complaints } = await visitor(account);
  await page.goto('/groups');
  await page.getByText('There are no groups yet').waitFor();
  await press(page, /^New group$/);
  await focusedOn(page, 'Name');
  await page.keyboard.type('Engineers');
  await tabTo(page, /^Attribute$/);
  await page.keyboard.type('profile.department');
  await tabTo(page, /^Value$/);
  await page.keyboard.type('Engineering');
  await page.getByText('3 people would belong').waitFor();
  await press(page, /^Condition$/);
  await tabTo(page, /^Remove this condition$/, 'Shift+Tab');
  await page.keyboard.press('Space');
  await focusedOn(page, 'Condition');
  await press(page, /^Make the group$/);
  await focusedOn(page, 'Engineers');

  await press(page, /^Rename$/);
  await focusedOn(page, 'Name');
  await page.keyboard.type(' all');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Engineers all' }).waitFor();
  await focusedOn(page, 'Rename');

  await press(page, /^Change the rule$/);
  await focusedOn(page, 'Builder');
  await press(page, /^Cancel$/);
  await focusedOn(page, 'Change the rule');

  await tabTo(page, /^Make an exception$/, 'Shift+Tab');
  await page.keyboard.press('Enter');
  await focusedOn(page, 'Who');
  await page.keyboard.type('knuth');
  await page.getByRole('option', { name: /Donald Knuth/ }).waitFor();
  await page.keyboard.press('Enter');
  await focusedOn(page, 'Reason');
  await page.keyboard.press('Enter');
  await page.getByRole('list', { name: 'Exceptions' }).waitFor();
  await focusedOn(page, 'Make an exception');
  await tabTo(page, /^End the exception of donald/, 'Shift+Tab');
  await page.keyboard.press('Enter');
  await page.getByText('The rule decides about everybody.').waitFor();
  await focusedOn(page, 'Make an exception');
  expect(complaints).toEqual([]);
});

test('a template is begun and left by the keyboard alone', async () => {
  const { page } = await visitor(account);
  await page.goto('/groups/templates');
  await page.getByText('There are no templates yet').waitFor();
  await press(page, /^New template$/);
  await focusedOn(page, 'Attribute');
  await press(page, /^Cancel$/);
  await focusedOn(page, 'New template');
});

test('members are added and removed, and a group is granted and taken back, by the keyboard alone', async () => {
  const api = await apiClient(server(), account);
  const { body } = await api.post('/groups', { displayName: 'Readers' });
  const { page, complaints } = await visitor(account);
  await page.goto(`/groups/${body.id}`);
  await page.getByText('Nobody belongs to it').waitFor();
  const members = page.getByRole('list', { name: 'Members' }).getByRole('listitem');
  for (const [name, person, count] of [
    ['knuth', /Donald Knuth/, 1],
    ['byron', /Ada Byron/, 2],
  ] as const) {
    await tabTo(page, /^Add somebody$/, count === 1 ? 'Tab' : 'Shift+Tab');
    await page.keyboard.type(name);
    await page.getByRole('option', { name: person }).waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(() => members.count()).toBe(count);
    await focusedOn(page, 'Add somebody');
    await page.keyboard.press('Tab');
  }
  await tabTo(page, /^Remove ada/);
  await page.keyboard.press('Enter');
  await expect.poll(() => members.count()).toBe(1);
  await tabTo(page, /^Remove donald/);
  await page.keyboard.press('Enter');
  await page.getByText('Nobody belongs to it').waitFor();
  expect(await page.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY');
  expect(complaints).toEqual([]);
});
