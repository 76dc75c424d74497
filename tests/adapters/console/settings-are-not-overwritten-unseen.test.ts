import { beforeEach, expect, test } from 'vitest';
import { apiClient } from '../../support/api-client.ts';
import { consoleVisitors } from '../../support/console-visitor.ts';
import { serverOn, type TestAccount } from '../../support/start-server.ts';

const server = serverOn();
const visitor = consoleVisitors(server);
let account: TestAccount;

beforeEach(async () => {
  account = await server().openAccount();
});

test('what somebody else set of the account meanwhile is told, and not written over', async () => {
  const { page } = await visitor(account, 'owner');
  const api = await apiClient(server(), account);
  const stored = async () => (await api.get('/account')).body;
  const changes = [
    () => page.getByLabel('Push and import groups').click(),
    () => page.getByRole('button', { name: 'Keep them' }).click(),
    async () => {
      await page.getByLabel('Name', { exact: true }).fill('Difference Engines');
      await page.getByRole('button', { name: 'Rename' }).click();
    },
    async () => {
      await page.getByLabel('Days in the database').fill('40');
      await page.getByRole('button', { name: 'Archive what is older' }).click();
    },
  ];
  for (const [index, change] of changes.entries()) {
    await page.goto('/settings?part=account');
    await page.getByLabel('Days in the database').waitFor();
    // What somebody else does is not shown from here on.
    await page.getByRole('button', { name: 'Pause' }).click();
    await api.put('/account/name', { name: `Engines ${index}` });
    const before = await stored();
    await change();
    await page.getByRole('alert').getByText('Somebody was faster').waitFor();
    expect(await stored()).toEqual(before);
    await page.getByRole('main').getByLabel('Name', { exact: true }).waitFor();
  }
});

test('settings that somebody changes one behind the other are all changed', async () => {
  const { page } = await visitor(account, 'owner');
  await page.goto('/settings?part=account');
  for (const name of [/groups/, /nobody declared/, /directory alone/])
    await page.getByRole('checkbox', { name }).first().click({ noWaitAfter: true });
  const api = await apiClient(server(), account);
  await expect
    .poll(async () => (await api.get('/account')).body)
    .toMatchObject({ groupsOverScim: false, acceptsUndeclared: false, directoryOnly: true });
  expect(await page.getByRole('alert').count()).toBe(0);
});

test('what somebody else declared of an attribute meanwhile is told, and not written over', async () => {
  const api = await apiClient(server(), account);
  await api.put('/attributes/level/declaration', { type: 'number' });
  const { page } = await visitor(account);
  await page.goto('/settings?attribute=level&form=declare');
  const form = page.getByRole('form', { name: 'Declaration' });
  await form.getByLabel('What people call it').fill('Level');
  const { body } = await api.put('/attributes/level/declaration', { type: 'string' });
  // It is shown behind the form, which holds what was seen.
  await page.getByRole('button', { name: /profile\.level.*Text/s }).waitFor();
  await form.getByRole('button', { name: 'Declare' }).click();
  await form.getByRole('alert').getByText('Somebody was faster').waitFor();
  expect((await api.get('/attributes/level')).body.attribute).toEqual(body);
});
