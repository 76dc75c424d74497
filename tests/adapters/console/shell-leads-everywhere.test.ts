import { beforeAll, expect, test } from 'vitest';
import { apiClient } from '../../support/api-client.ts';
import { consoleVisitors } from '../../support/console-visitor.ts';
import { serverOn, type TestAccount } from '../../support/start-server.ts';
import { flawsOf } from './flaws-of.ts';
import { people, userOf } from './okta-pushes.ts';

const server = serverOn();
const visitor = consoleVisitors(server);
let account: TestAccount;
beforeAll(async () => {
  account = await server().openAccount('Analytical Engines');
});

const everyEntry = ['Overview', 'Okta set-up', 'People', 'Groups', 'Activity', 'Connections', 'Settings'];

test('whoever is not signed in is led to the sign-in, and back to where they wanted to go', async () => {
  const { page } = await visitor(account, 'nobody');
  await page.goto('/people?status=deactivated');
  await page.waitForURL('**/sign-in?**');
  expect(new URL(page.url()).searchParams.get('return')).toBe('/people?status=deactivated');
});

test.each([
  ['admin', everyEntry],
  ['manager', ['Overview', 'People', 'Groups', 'Activity', 'Settings']],
  ['limitedAdmin', ['Overview', 'People', 'Groups', 'Settings']],
  ['grader', ['Overview', 'People', 'Groups']],
] as const)('somebody with the role %s sees the entries that the role may enter', async (role, entries) => {
  const { page } = await visitor(account, role);
  await page.goto('/');
  await page.getByRole('link', { name: 'Overview' }).waitFor();
  const names = await page.getByRole('navigation').getByRole('link').allInnerTexts();
  expect(names).toEqual(entries);
});

test('an administrator sees in which account, as whom, and signs out', async () => {
  const { page } = await visitor(account);
  await page.goto('/');
  const navigation = page.getByRole('navigation');
  await navigation.getByText('admin@example.com').waitFor();
  await navigation.getByText('Analytical Engines').waitFor();
  await navigation.getByRole('button', { name: 'Sign out' }).click();
  await page.waitForURL('**/sign-in?signed-out');
  await page.goto('/');
  await page.waitForURL('**/sign-in?**');
});

test('whoever signs out is told so, also where the page asks for something before the answer has come', async () => {
  const { page } = await visitor(account);
  await page.goto('/');
  const signOut = page.getByRole('navigation').getByRole('button', { name: 'Sign out' });
  await signOut.waitFor();
  await page.route('**/sign-out', async (route) => {
    const response = await route.fetch({ maxRedirects: 0 });
    // The session has ended, which the page learns from its stream of events or from what it asks next.
    const refused = page.waitForResponse((answer) => answer.status() === 401);
    await (await refused).finished();
    // What the page makes of it, it makes at once.
    await page.waitForTimeout(200);
    await route.fulfill({ response });
  });
  await signOut.click();
  await page.waitForURL('**/sign-in?signed-out');
});

test('Ctrl-K finds pages by the keyboard alone', async () => {
  const { page, complaints } = await visitor(account);
  await page.goto('/');
  await page.getByRole('link', { name: 'People' }).waitFor();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').waitFor();
  await page.keyboard.type('what happ');
  await page.getByRole('option', { name: /Activity/ }).waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL('**/activity');
  // A screen reader tells where that has led.
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Activity');
  expect(complaints).toEqual([]);
});

test('Ctrl-K finds people as well', async () => {
  const { page } = await visitor(account);
  const [id] = await account.provisionMany(1, () => ({ userName: 'luigi@example.com' }));
  await page.goto('/');
  await page.getByRole('link', { name: 'People' }).waitFor();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('luig');
  await page.getByRole('option', { name: /luigi@example.com/ }).click();
  await page.waitForURL(`**/people/${id}`);
});

test.each([
  ['a part of a page', 'sessi', /^Sessions/, '/settings?part=sessions'],
  ['what is done on a page', 'new gr', /^New group/, '/groups/new'],
  ['a way to sign in', 'openid', /^Add OpenID/, undefined],
  ['a page without an entry', 'brak', /^Brake/, '/brake'],
  ['a refused sign-in', ' Brave-Otter-42137', /^Look up in Activity/, '/activity?signIn=brave-otter-42137'],
  ['the other log', 'reques', /^Requests/, '/activity?log=requests'],
  ['an attribute', 'locat', /^profile\.location/, '/settings?part=attributes&attribute=location'],
] as const)('Ctrl-K leads to %s, as far as the role goes', async (_, typed, name, address) => {
  const { page, complaints } = await visitor(account);
  await account.client.post('/Users', userOf(people[0]));
  await page.goto('/');
  await page.getByRole('link', { name: 'People' }).waitFor();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill(typed);
  const option = page.getByRole('option', { name });
  if (address === undefined) {
    await page.getByText('Nothing here is called so.').waitFor();
    await expect.poll(() => option.count()).toBe(0);
    return;
  }
  await option.waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL(`**${address}`);
  expect(complaints).toEqual([]);
});

test.each(['brake', 'brave-otter-42137'])('Ctrl-K leads nobody to %s whom it would refuse', async (typed) => {
  const { page } = await visitor(account, 'grader');
  await page.goto('/');
  await page.getByRole('link', { name: 'People' }).waitFor();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill(typed);
  await page.getByText('Nothing here is called so.').waitFor();
});

test('Ctrl-K finds groups by any part of their names', async () => {
  const { page } = await visitor(account);
  const api = await apiClient(server(), account);
  const { body } = await api.post('/groups', { displayName: 'Menabrea’s readers' });
  await page.goto('/');
  await page.getByRole('link', { name: 'People' }).waitFor();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('readers');
  await page.getByRole('option', { name: /Menabrea’s readers Group/ }).waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL(`**/groups/${body.id}`);
});

test('the navigation can be skipped', async () => {
  const { page } = await visitor(account);
  await page.goto('/');
  await page.getByRole('link', { name: 'People' }).waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('MAIN');
});

test('an address that leads nowhere says so, and leads back', async () => {
  const { page } = await visitor(account);
  await page.goto('/people/x/y/z');
  await page.getByRole('heading', { name: 'There is no page at this address' }).waitFor();
  await page.getByRole('link', { name: 'To the overview' }).click();
  await page.getByRole('heading', { name: 'Overview', exact: true }).waitFor();
});

test('colours are chosen, and stay so in this browser', async () => {
  const { page } = await visitor(account);
  await page.goto('/');
  await page.getByRole('button', { name: 'Dark' }).click();
  await page.reload();
  await page.getByRole('button', { name: 'Dark', pressed: true }).waitFor();
  expect(await page.evaluate(() => getComputedStyle(document.body).colorScheme)).toBe('dark');
});

test('a service that does not answer is told in words, and is asked again', async () => {
  const { page, context } = await visitor(account);
  await page.goto('/');
  await page.getByRole('link', { name: 'People' }).waitFor();
  await context.route('**/api/v1/**', (route) => route.abort());
  await page.reload();
  await page.getByRole('alert').getByText('Nothing answers').waitFor({ timeout: 20_000 });
  await context.unroute('**/api/v1/**');
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('link', { name: 'People' }).waitFor();
});

test('in both colours, wide and narrow, nothing overflows, and axe finds nothing', async () => {
  const { page, complaints, foreignRequests } = await visitor(account);
  await page.goto('/');
  await page.getByRole('heading', { name: 'Overview', exact: true }).waitFor();
  await page.getByText('admin@example.com').waitFor({ state: 'attached' });
  await page.keyboard.press('Control+k');
  await page.getByRole('option').first().waitFor();
  expect(await flawsOf(page, { picture: 'find' })).toEqual([]);
  await page.keyboard.press('Escape');
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('button', { name: 'Menu' }).click();
  await page.getByRole('link', { name: 'Settings' }).waitFor();
  expect(await flawsOf(page, { picture: 'menu', widthsSeen: [390, 360] })).toEqual([]);
  expect(foreignRequests).toEqual([]);
  expect(complaints).toEqual([]);
});
