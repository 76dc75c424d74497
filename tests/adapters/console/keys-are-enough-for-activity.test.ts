import { beforeAll, expect, test } from 'vitest';
import { apiClient } from '../../support/api-client.ts';
import { consoleVisitors } from '../../support/console-visitor.ts';
import { serverOn, type TestAccount } from '../../support/start-server.ts';
import { focusedOn, press, unseenFocuses } from './keyboard.ts';
import { pushPeople, pushUnreadable } from './okta-pushes.ts';

const server = serverOn();
const visitor = consoleVisitors(server);
let account: TestAccount;
let ada: string;
let group: string;
beforeAll(async () => {
  account = await server().openAccount();
  ada = (await pushPeople(account)).get('Byron') ?? '';
  await pushUnreadable(account);
  const api = await apiClient(server(), account);
  const rule = { displayName: 'Researchers', text: 'profile.department eq "Research"' };
  group = (await api.post('/rule-groups', rule)).body.group.id;
});

test('the log is narrowed, widened, and leads to the request and to the person by the keyboard alone', async () => {
  const { page, complaints } = await visitor(account);
  await page.goto(`/activity?involving=${ada}&from=2020-01-01`);
  await page.getByText('Okta added').first().waitFor();
  await press(page, /^From/);
  await page.waitForURL((url) => !url.searchParams.has('from'));
  await focusedOn(page, 'About Ada Byron ×');
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => !url.searchParams.has('involving'));
  await focusedOn(page, 'Filter');
  await press(page, /^Ada Byron|^ada\.byron/);
  await focusedOn(page, 'Ada Byron');
  await page.goBack();
  await press(page, /^Requests$/);
  await page.waitForURL('**/activity?log=requests');
  await press(page, /^Details/);
  await page.waitForURL('**/activity?log=requests&open=*');
  expect(complaints).toEqual([]);
});

test.each([
  ['the overview', () => '/'],
  ['people', () => '/people?q=a'],
  ['a person', () => `/people/${ada}`],
  ['a decision about a person', () => `/people/${ada}?decision=deactivate`],
  ['groups', () => '/groups'],
  ['a new group', () => '/groups/new'],
  ['a group', () => `/groups/${group}?exception=new`],
  ['templates', () => '/groups/templates?add=true'],
  ['activity', () => '/activity'],
  ['requests', () => '/activity?log=requests'],
  ['the brake', () => '/brake'],
  ['connections', () => '/connections?add=token'],
  ['the set-up of Okta', () => '/okta-set-up'],
  ['attributes', () => '/settings?part=attributes&form=add'],
  ['roles', () => '/settings?part=roles&form=giveRole'],
  ['sessions', () => '/settings?part=sessions'],
  ['settings of the account', () => '/settings?part=account'],
])('whatever has the focus on the page of %s shows it', async (_, address) => {
  const { page } = await visitor(account, 'owner');
  await page.goto(address());
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect(await unseenFocuses(page)).toEqual([]);
});

test('the field of Ctrl-K shows that it has the focus, and gives it back', async () => {
  const { page } = await visitor(account);
  await page.goto('/');
  await page.getByRole('heading', { name: 'Overview', exact: true }).waitFor();
  await press(page, /^Find or go to/);
  const field = page.getByRole('combobox');
  await field.waitFor();
  await expect.poll(() => field.evaluate((one) => getComputedStyle(one).boxShadow)).not.toBe('none');
  await page.keyboard.press('Escape');
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toMatch(/^Find or go to/);
});
