import { readFileSync } from 'node:fs';
import { beforeEach, expect, test } from 'vitest';
import { parse } from 'yaml';
import { apiClient } from '../../support/api-client.ts';
import { consoleVisitors } from '../../support/console-visitor.ts';
import { serverOn, type TestAccount } from '../../support/start-server.ts';
import { people, pushPeople, userOf } from './okta-pushes.ts';

const server = serverOn();
const visitor = consoleVisitors(server);
let account: TestAccount;

beforeEach(async () => {
  account = await server().openAccount();
});

const parts = (part: string) => `/settings?part=${part}`;

test('an attribute is declared ahead, renamed, retired and brought back', async () => {
  await pushPeople(account);
  const { page, complaints } = await visitor(account);
  await page.goto('/settings');
  await page.getByRole('button', { name: 'Declare an attribute' }).click();
  await page.getByLabel('Name', { exact: true }).fill('level');
  await page.getByLabel('What people call it').fill('Level');
  await page.getByLabel('Type').selectOption('Number');
  await page.getByLabel('Allowed values').fill('1\n2');
  await page.getByLabel('Confidential').check();
  await page.getByRole('button', { name: 'Declare', exact: true }).click();
  await page
    .getByRole('button', { name: /profile\.level.*Level.*Number.*Declared, confidential.*Never seen/s })
    .click();
  await page.getByText('Nobody has it').or(page.getByText('0 people have it')).waitFor();
  const api = await apiClient(server(), account);
  expect((await api.get('/attributes/level')).body.attribute.declaration).toMatchObject({
    type: 'number',
    allowedValues: [1, 2],
    confidential: true,
  });
  await page.getByRole('button', { name: /profile\.location/ }).click();
  await page.getByText('12 people have it').waitFor();
  await page.getByRole('button', { name: 'Retire' }).click();
  await page.getByRole('button', { name: /profile\.location.*Retired/s }).waitFor();
  await page.getByRole('button', { name: 'Bring back' }).click();
  await page.getByRole('button', { name: /profile\.location.*Not declared/s }).waitFor();
  await page.getByRole('button', { name: 'Rename' }).click();
  await page.getByLabel('New name').fill('office');
  await page.getByRole('button', { name: 'Rename' }).click();
  await page.getByRole('button', { name: /profile\.location.*Renamed to office/s }).waitFor();
  await page.getByRole('button', { name: /profile\.office/ }).waitFor();
  expect(complaints).toEqual([]);
});

test('what was sent and is not kept is told with the name to give it, and forgotten', async () => {
  const { page } = await visitor(account);
  await page.goto('/settings');
  await page.getByText('There are no custom attributes yet').waitFor();
  await account.client.post('/Users', { ...userOf(people[0]), badge: 'K7' });
  const row = page.getByRole('list', { name: 'Sent, and not kept' }).getByRole('listitem');
  await row.getByText('External name to give it: profile.badge').waitFor({ timeout: 20_000 });
  await row.getByRole('button', { name: 'Declare profile.badge' }).click();
  expect(await page.getByRole('form', { name: 'Declaration' }).count()).toBe(1);
  await page.getByRole('button', { name: 'Declare', exact: true }).click();
  await page.getByRole('button', { name: /profile\.badge.*Declared/s }).waitFor();
  await row.getByRole('button', { name: 'Forget badge' }).click();
  await row.waitFor({ state: 'detached' });
});

test('an owner has a group give a role, and everybody sees who administers through what', async () => {
  const ids = await pushPeople(account);
  const api = await apiClient(server(), account);
  await api.post('/groups', { displayName: 'IT', members: [ids.get('Hopper')] });
  const admin = await visitor(account);
  await admin.page.goto(parts('roles'));
  await admin.page.getByText('Admin, as the directory says').waitFor();
  await expect.poll(() => admin.page.getByRole('button', { name: 'Give a role to a group' }).count()).toBe(0);
  const owner = await visitor(account, 'owner');
  await owner.page.goto(parts('roles'));
  await owner.page.getByRole('button', { name: 'Give a role to a group' }).click();
  await owner.page.waitForURL('**/settings?part=roles&form=giveRole');
  await owner.page.getByRole('form', { name: 'Role of a group' }).waitFor();
  await owner.page.goBack();
  await owner.page.getByRole('form', { name: 'Role of a group' }).waitFor({ state: 'detached' });
  await admin.page.goto(`${parts('roles')}&form=giveRole`);
  await admin.page.getByRole('alert').getByText('needs the permission').waitFor();
  await owner.page.goto(`${parts('roles')}&form=giveRole`);
  await owner.page.getByLabel('Group', { exact: true }).selectOption('IT');
  await owner.page.getByRole('radio', { name: /^Admin/ }).check();
  await owner.page.getByRole('button', { name: 'Give the role' }).click();
  await admin.page.getByText('Admin, by the group IT').waitFor();
  await admin.page.getByRole('link', { name: 'grace.hopper@example.com' }).waitFor();
  await owner.page.getByRole('button', { name: 'Take the role from IT' }).click();
  await admin.page.getByText('No group gives a role.').waitFor();
});

test('an administrator ends the session of somebody else, who is led to the sign-in', async () => {
  const manager = await visitor(account, 'manager');
  await manager.page.goto(parts('sessions'));
  await manager.page.getByRole('list', { name: 'Your sessions' }).getByText('Chrome').waitFor();
  await expect.poll(() => manager.page.getByText('Everybody’s sessions').count()).toBe(0);
  const { page } = await visitor(account);
  await page.goto(parts('sessions'));
  for (const list of ['Your sessions', 'Everybody’s sessions'])
    await expect
      .poll(() => page.getByRole('list', { name: list }).getByText('This browser:').count())
      .toBe(1);
  await page.getByRole('button', { name: 'End all sessions of manager@example.com' }).click();
  await page.getByText('manager@example.com').waitFor({ state: 'detached' });
  await manager.page.goto(parts('sessions'));
  await manager.page.waitForURL('**/sign-in?**');
});

test('the account is renamed, and says what directories may', async () => {
  const { page } = await visitor(account);
  const colleague = await visitor(account, 'manager');
  await colleague.page.goto(parts('account'));
  const push = (of: typeof page) => of.getByLabel('Push and import groups');
  await push(colleague.page).waitFor();
  expect(await push(colleague.page).isDisabled()).toBe(true);
  await page.goto(parts('account'));
  await page.getByLabel('Name', { exact: true }).fill('Difference Engines');
  await page.getByRole('button', { name: 'Rename' }).click();
  await colleague.page.getByRole('navigation').getByText('Difference Engines').waitFor();
  await push(page).uncheck();
  await page.getByLabel('Send custom attributes that nobody declared').uncheck();
  await colleague.page.getByRole('checkbox', { name: 'Push and import groups', checked: false }).waitFor();
  const { body } = await (await apiClient(server(), account)).get('/account');
  expect(body).toMatchObject({ name: 'Difference Engines', groupsOverScim: false, acceptsUndeclared: false });
});

test('an owner leaves people to the directory alone, which administrators cannot undo', async () => {
  const { page } = await visitor(account, 'owner');
  await page.goto(parts('account'));
  await page.getByLabel('Leave people and pushed groups to the directory alone').check();
  const admin = await visitor(account);
  await admin.page.goto(parts('account'));
  const seen = admin.page.getByRole('checkbox', { name: /directory alone/, checked: true });
  await seen.waitFor();
  expect(await seen.isDisabled()).toBe(true);
  const { body } = await (await apiClient(server(), account)).get('/account');
  expect(body.directoryOnly).toBe(true);
});

test('bodies of requests are kept for as long as somebody says, and no longer', async () => {
  const { page, complaints } = await visitor(account);
  const api = await apiClient(server(), account);
  const keptUntil = async () => (await api.get('/account')).body.bodiesKeptUntil;
  await page.goto(parts('account'));
  await page.getByLabel('Keep bodies for').selectOption('a week');
  await page.getByRole('button', { name: 'Keep them' }).click();
  await page.getByText(/keeps what is sent and answered, and stops in 6 days/).waitFor();
  expect(Date.parse(await keptUntil())).toBeGreaterThan(Date.now() + 6 * 86_400_000);
  await page.getByRole('button', { name: 'Keep none any more' }).click();
  await page.getByText('The request log does not keep what is sent').waitFor();
  expect(await keptUntil()).toBeUndefined();
  expect(complaints).toEqual([]);
});

test('an owner says how long the audit log stays in the database, and everybody reads it', async () => {
  const admin = await visitor(account);
  await admin.page.goto(parts('account'));
  await admin.page.getByText('All of its entries stay in the database.').waitFor();
  await expect.poll(() => admin.page.getByLabel('Days in the database').count()).toBe(0);
  const { page, complaints } = await visitor(account, 'owner');
  await page.goto(parts('account'));
  const days = page.getByLabel('Days in the database');
  await days.fill('29');
  await page.getByRole('button', { name: 'Archive what is older' }).click();
  await page.getByText(/can be kept for 30 to 36500 days, and not for 29/).waitFor();
  await days.fill('30');
  await page.getByRole('button', { name: 'Archive what is older' }).click();
  await page.getByText(/Entries older than 30 days leave the database/).waitFor();
  await admin.page.getByText(/Entries older than 30 days leave the database/).waitFor();
  const kept = async () => (await (await apiClient(server(), account)).get('/account')).body.auditLogDaysKept;
  expect(await kept()).toBe(30);
  await page.getByRole('button', { name: 'Keep everything' }).click();
  await page.getByText('All of its entries stay in the database.').waitFor();
  expect(await kept()).toBeUndefined();
  // The browser complains of the answer to 29 alone.
  expect(complaints).toHaveLength(1);
});

test('the configuration is downloaded as a file that can be applied', async () => {
  await pushPeople(account);
  const api = await apiClient(server(), account);
  await api.post('/rule-groups', { displayName: 'Researchers', text: 'profile.department eq "Research"' });
  const { page, complaints } = await visitor(account);
  await page.goto(parts('account'));
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download as YAML' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('account.yaml');
  const configuration = parse(readFileSync(await download.path(), 'utf8'));
  expect(configuration).toEqual((await api.get('/configuration')).body);
  expect(JSON.stringify(configuration)).toContain('Researchers');
  expect(complaints).toEqual([]);
});

test.each([
  ['limitedAdmin', ['Attributes', 'Sessions', 'Account']],
  ['manager', ['Attributes', 'Sessions', 'Account']],
  ['admin', ['Attributes', 'Roles', 'Sessions', 'Account']],
] as const)('somebody with the role %s is shown the parts that the role may see', async (role, names) => {
  const { page } = await visitor(account, role);
  await page.goto('/settings');
  await page.getByRole('heading', { name: 'Custom attributes', exact: true }).waitFor();
  const links = page.getByRole('navigation', { name: 'Settings' }).getByRole('link');
  expect(await links.allInnerTexts()).toEqual(names);
  expect(await page.getByRole('button', { name: 'Declare an attribute' }).count()).toBe(
    role === 'admin' ? 1 : 0,
  );
});
