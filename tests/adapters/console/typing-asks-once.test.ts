import type { Locator, Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { apiClient } from '../../support/api-client.ts';
import { consoleVisitors } from '../../support/console-visitor.ts';
import { serverOn, type TestAccount } from '../../support/start-server.ts';
import { pushPeople } from './okta-pushes.ts';

const server = serverOn();
const visitor = consoleVisitors(server);
let account: TestAccount;
let group: string;

beforeAll(async () => {
  account = await server().openAccount();
  await pushPeople(account);
  const api = await apiClient(server(), account);
  group = (await api.post('/groups', { displayName: 'Readers of Menabrea' })).body.id;
});

/** Types letter by letter in one task, however slow the machine is. */
const typeAtOnce = (field: Locator, typed: string) =>
  field.evaluate((element, text) => {
    const { set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value') ?? {};
    for (let length = 1; length <= text.length; length += 1) {
      set?.call(element, text.slice(0, length));
      element.dispatchEvent(new Event('input', { bubbles: true }));
    }
  }, typed);

/** Each search and filter that is asked for from now on; what comes live has the same asked for again. */
function asked(page: Page): ReadonlySet<string> {
  const addresses = new Set<string>();
  page.on('request', (request) => {
    const { pathname, searchParams } = new URL(request.url());
    const typed = searchParams.get('search') || searchParams.get('filter');
    if (typed) addresses.add(`${pathname.replace(/^.*\//, '')} ${typed}`);
  });
  return addresses;
}

const label = (name: string) => (page: Page) => page.getByLabel(name, { exact: true });

test.each([
  {
    where: 'Ctrl-K',
    address: () => '/',
    open: async (page: Page) => {
      await page.getByRole('link', { name: 'People' }).waitFor();
      await page.keyboard.press('Control+k');
    },
    field: (page: Page) => page.getByRole('combobox'),
    typed: 'ada.byron@',
    found: (page: Page) => page.getByRole('option', { name: /Ada Byron/ }),
    once: ['agents ada.byron@', 'groups ada.byron@'],
  },
  {
    where: 'a field that picks a person',
    address: () => `/groups/${group}`,
    field: label('Add somebody'),
    typed: 'ada.byron@',
    found: (page: Page) => page.getByRole('option', { name: /Ada Byron/ }),
    once: ['agents ada.byron@'],
  },
  {
    where: 'the groups to which a role is given',
    address: () => '/settings?part=roles',
    open: (page: Page) => page.getByRole('button', { name: 'Give a role to a group' }).click(),
    field: label('A part of the group’s name'),
    typed: 'readers of',
    found: (page: Page) => page.locator('option', { hasText: 'Readers of Menabrea' }),
    once: ['groups readers of'],
  },
  {
    where: 'the list of people',
    address: () => '/people',
    field: label('Name or address'),
    typed: 'ada.byron@',
    found: (page: Page) => page.getByText('1 in all.'),
    once: ['agents ada.byron@'],
  },
  {
    where: 'a value in a rule',
    address: () => '/groups/new',
    open: (page: Page) => label('Attribute')(page).fill('userName'),
    field: label('Value'),
    typed: 'ada.byron@',
    found: (page: Page) => page.locator('option[value="ada.byron@example.com"]'),
    once: ['agents userName sw "ada.byron@"'],
  },
])('ten letters typed at once ask $where once', async ({ address, open, field, typed, found, once }) => {
  const { page } = await visitor(account, 'owner');
  await page.goto(address());
  await open?.(page);
  await field(page).waitFor();
  const questions = asked(page);
  await typeAtOnce(field(page), typed);
  await found(page).first().waitFor({ state: 'attached' });
  await expect.poll(() => [...questions].filter((one) => !one.endsWith(' pr')).toSorted()).toEqual(once);
});

test('Enter picks nobody who is called as it was typed before', async () => {
  const { page } = await visitor(account);
  await page.goto(`/groups/${group}`);
  const field = page.getByLabel('Add somebody');
  await field.fill('ada');
  await page.getByRole('option', { name: /Ada Byron/ }).waitFor();
  await page.route('**/agents?*', () => undefined);
  await field.fill('grace');
  await field.press('Enter');
  await expect.poll(() => field.inputValue()).toBe('grace');
  await page.getByRole('option', { name: /Ada Byron/ }).waitFor();
});
