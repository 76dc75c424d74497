import { beforeAll, describe, expect, test } from 'vitest';
import { apiClient } from '../../support/api-client.ts';
import { type ConsoleVisitor, consoleVisitors } from '../../support/console-visitor.ts';
import { serverOn, type TestAccount } from '../../support/start-server.ts';
import { pushPeople } from './okta-pushes.ts';

const server = serverOn();
const visitor = consoleVisitors(server);
const thisYear = new Date().getFullYear();
const inAYear = `${thisYear + 1}-01-01T00:00:00.000Z`;
let account: TestAccount;
let api: Awaited<ReturnType<typeof apiClient>>;
let visit: ConsoleVisitor;
let group: string;
let template: string;
let hopper: string;

beforeAll(async () => {
  account = await server().openAccount();
  const ids = await pushPeople(account);
  hopper = ids.get('Hopper') ?? '';
  api = await apiClient(server(), account);
  const rule = { displayName: 'Researchers', text: 'profile.department eq "Research"' };
  group = (await api.post('/rule-groups', rule)).body.group.id;
  const exception = { belongs: 'always', reason: 'Lends a hand', until: inAYear };
  const { status } = await api.send('PUT', `/groups/${group}/exceptions/${hopper}`, { body: exception });
  expect(status).toBe(200);
  const site = { attribute: 'profile.location', namePattern: 'Site {value}' };
  template = (await api.post('/group-templates', site)).body.template.id;
  visit = await visitor(account);
});

const form = (name: string) => visit.page.getByRole('form', { name });
const button = (name: string) => visit.page.getByRole('button', { name, exact: true });

const opened = {
  'a template that is made': {
    closed: () => '/groups/templates',
    click: () => button('New template'),
    open: () => '/groups/templates?add=true',
    shown: () => form('New template'),
  },
  'a template that may be removed': {
    closed: () => '/groups/templates',
    click: () => button('Remove…'),
    open: () => `/groups/templates?remove=${template}`,
    shown: () => visit.page.getByRole('dialog').getByLabel('Type Site {value} to confirm'),
  },
  'an exception that is made': {
    closed: () => `/groups/${group}`,
    click: () => button('Make an exception'),
    open: () => `/groups/${group}?exception=new`,
    shown: () => form('New exception'),
  },
  'an exception that is changed': {
    closed: () => `/groups/${group}`,
    click: () => button('Change the exception of grace.hopper@example.com'),
    open: () => `/groups/${group}?exception=${hopper}`,
    shown: () => form('The exception of grace.hopper@example.com'),
  },
  'a person who may be deactivated': {
    closed: () => `/people/${hopper}`,
    click: () => button('Deactivate…'),
    open: () => `/people/${hopper}?decision=deactivate`,
    shown: () => visit.page.getByRole('dialog').getByLabel('Type grace.hopper@example.com to confirm'),
  },
  'a person who may be removed': {
    closed: () => `/people/${hopper}`,
    click: () => button('Remove…'),
    open: () => `/people/${hopper}?decision=remove`,
    shown: () => visit.page.getByRole('dialog', { name: 'Remove grace.hopper@example.com?' }),
  },
  'a group that is renamed': {
    closed: () => `/groups/${group}`,
    click: () => button('Rename'),
    open: () => `/groups/${group}?form=rename`,
    shown: () => visit.page.getByLabel('Name', { exact: true }),
  },
  'a group that may be removed': {
    closed: () => `/groups/${group}`,
    click: () => button('Remove…'),
    open: () => `/groups/${group}?form=remove`,
    shown: () => visit.page.getByRole('dialog').getByLabel('Type Researchers to confirm'),
  },
  'a rule that is changed': {
    closed: () => `/groups/${group}`,
    click: () => button('Change the rule'),
    open: () => `/groups/${group}?form=rule`,
    shown: () => button('Store the rule'),
  },
  'an attribute that is declared ahead': {
    closed: () => '/settings?part=attributes',
    click: () => button('Declare an attribute'),
    open: () => '/settings?part=attributes&form=add',
    shown: () => form('Declaration').getByLabel('Name', { exact: true }),
  },
  'an attribute that is declared': {
    closed: () => '/settings?part=attributes&attribute=location',
    click: () => button('Declare'),
    open: () => '/settings?part=attributes&attribute=location&form=declare',
    shown: () => form('Declaration').getByLabel('What people call it'),
  },
  'an attribute that is renamed': {
    closed: () => '/settings?part=attributes&attribute=location',
    click: () => button('Rename'),
    open: () => '/settings?part=attributes&attribute=location&form=rename',
    shown: () => visit.page.getByLabel('New name'),
  },
  'the details of an attribute': {
    closed: () => '/settings?part=attributes',
    click: () => visit.page.getByRole('button', { name: /profile\.location/ }),
    open: () => '/settings?part=attributes&attribute=location',
    shown: () => visit.page.getByText('12 people have it'),
  },
} as const;

describe.each(Object.entries(opened))('%s', (_, { closed, click, open, shown }) => {
  test('is opened by a click, which the address says, and closed by Back', async () => {
    const { page, complaints } = visit;
    await page.goto(closed());
    await click().click();
    await shown().waitFor();
    await expect.poll(() => searchOf(page.url())).toEqual(searchOf(`http://console${open()}`));
    await page.goBack();
    await shown().waitFor({ state: 'detached' });
    await click().waitFor();
    await expect.poll(() => searchOf(page.url())).toEqual(searchOf(`http://console${closed()}`));
    expect(complaints).toEqual([]);
  });

  test('is opened by the address', async () => {
    await visit.page.goto(open());
    await shown().waitFor();
  });

  test('is not opened once more by Back when it was closed', async () => {
    const { page } = visit;
    await page.goto(closed());
    await click().click();
    await shown().waitFor();
    const cancel = button('Cancel');
    await ((await cancel.count()) > 0 ? cancel : click()).click();
    await shown().waitFor({ state: 'detached' });
    await page.goBack();
    await click().waitFor();
    expect(searchOf(page.url())).toEqual(searchOf(`http://console${closed()}`));
    expect(await shown().count()).toBe(0);
  });
});

const searchOf = (url: string): unknown => Object.fromEntries(new URL(url).searchParams);
