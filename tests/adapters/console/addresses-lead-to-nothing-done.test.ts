import { beforeAll, expect, test } from 'vitest';
import { apiClient } from '../../support/api-client.ts';
import { type ConsoleVisitor, consoleVisitors } from '../../support/console-visitor.ts';
import { serverOn, type TestAccount } from '../../support/start-server.ts';
import { pushPeople } from './okta-pushes.ts';

const server = serverOn();
const visitor = consoleVisitors(server);
const thisYear = new Date().getFullYear();
const inAYear = `${thisYear + 1}-01-01T00:00:00.000Z`;
const nobody = '00000000-0000-4000-8000-000000000000';
let account: TestAccount;
let api: Awaited<ReturnType<typeof apiClient>>;
let visit: ConsoleVisitor;
let ids: ReadonlyMap<string, string>;
let group: string;
let handmade: string;
let hopper: string;

beforeAll(async () => {
  account = await server().openAccount();
  ids = await pushPeople(account);
  hopper = ids.get('Hopper') ?? '';
  api = await apiClient(server(), account);
  const rule = { displayName: 'Researchers', text: 'profile.department eq "Research"' };
  group = (await api.post('/rule-groups', rule)).body.group.id;
  handmade = (await api.post('/groups', { displayName: 'By hand' })).body.id;
  const exception = { belongs: 'always', reason: 'Lends a hand', until: inAYear };
  const { status } = await api.send('PUT', `/groups/${group}/exceptions/${hopper}`, { body: exception });
  expect(status).toBe(200);
  visit = await visitor(account);
});

const form = (name: string) => visit.page.getByRole('form', { name });
const button = (name: string) => visit.page.getByRole('button', { name, exact: true });
const searchOf = (url: string): unknown => Object.fromEntries(new URL(url).searchParams);

test.each([
  ['a template', () => `/groups/templates?remove=${nobody}`, `There is no template with the id ${nobody}`],
  ['an exception', () => `/groups/${group}?exception=${nobody}`, 'No exception is about this person'],
  ['an exception of no rule', () => `/groups/${handmade}?exception=new`, 'No rule decides who belongs'],
  [
    'a person to reactivate',
    () => `/people/${hopper}?decision=reactivate`,
    'hopper@example.com is active already',
  ],
  ['a rule to change', () => `/groups/${handmade}?form=rule`, 'No rule decides who belongs'],
  ['an attribute', () => '/settings?attribute=nowhere', 'no custom attribute that is called profile.nowhere'],
])('%s that is not there is told not to be', async (_, address, words) => {
  const { page } = visit;
  await page.goto(address());
  await page.getByRole('alert').getByText(words).waitFor();
});

test.each([
  ['a person', () => `/people/${hopper}?decision=remove`],
  ['a group', () => `/groups/${group}?form=remove`],
  ['a rule', () => `/groups/${group}?form=rule`],
])('%s is not open for whoever may not change it, and that is told', async (_, address) => {
  const { page } = await visitor(account, 'grader');
  await page.goto(address());
  await page.getByRole('alert').getByText('This needs').waitFor();
  expect(await page.getByRole('dialog').or(page.getByText('Store the rule')).count()).toBe(0);
});

test('what else the address says stays when something is opened', async () => {
  const { page } = visit;
  await page.goto(`/groups/${group}?why=${hopper}`);
  const why = page.getByRole('region', { name: 'Why grace.hopper@example.com' });
  await why.waitFor();
  await button('Make an exception').click();
  await form('New exception').waitFor();
  await expect.poll(() => searchOf(page.url())).toEqual({ why: hopper, exception: 'new' });
  expect(await why.count()).toBe(1);
});

test('an exception is changed where it stands, and its end stays unless it is changed', async () => {
  const { page } = visit;
  await page.goto(`/groups/${group}?exception=${hopper}`);
  const stored = async () => (await api.get(`/groups/${group}/exceptions`)).body.items;
  await expect.poll(() => page.getByLabel('Last day').inputValue()).toBe(`${thisYear}-12-31`);
  await page.getByLabel('Reason').fill('Leads them');
  await page.getByRole('radio', { name: 'never belongs' }).check();
  await button('Change the exception').click();
  await page.getByText('Leads them.').waitFor();
  await form('The exception of grace.hopper@example.com').waitFor({ state: 'detached' });
  expect(await stored()).toMatchObject([
    { agentId: hopper, belongs: 'never', reason: 'Leads them', until: inAYear },
  ]);
  await button('Change the exception of grace.hopper@example.com').click();
  await page.getByLabel('Last day').fill('');
  await button('Change the exception').click();
  await page.getByText('Until somebody ends it.').waitFor();
  expect((await stored())[0].until).toBeUndefined();
});

test('Back does not lead to a decision about somebody that was carried out', async () => {
  const { page } = visit;
  const lamport = `/people/${ids.get('Lamport')}`;
  await page.goto('/people');
  await page.goto(lamport);
  await button('Deactivate…').click();
  await page.getByLabel('to confirm').fill('leslie.lamport@example.com');
  await page.keyboard.press('Enter');
  await button('Reactivate…').waitFor();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.goBack();
  await button('Reactivate…').waitFor();
  expect(page.url()).toBe(server().baseUrl(lamport));
  expect(await page.getByRole('alert').count()).toBe(0);
});

test('Back leads to nobody and to no group who may be removed once they were', async () => {
  const { page } = visit;
  const gone = (await api.post('/groups', { displayName: 'Gone' })).body.id;
  for (const [path, name] of [
    [`/people/${ids.get('Perlman')}`, 'radia.perlman@example.com'],
    [`/groups/${gone}`, 'Gone'],
  ] as const) {
    await page.goto(path);
    await button('Remove…').click();
    await page.getByLabel('to confirm').fill(name);
    await page.keyboard.press('Enter');
    await page.getByText('in all.').waitFor();
    await page.goBack();
    await page.waitForURL((url) => url.pathname.endsWith(path));
    expect(searchOf(page.url())).toEqual({});
  }
});

test('Back does not lead to the form in which a group was made', async () => {
  const { page } = visit;
  await page.goto('/groups');
  await page.getByRole('link', { name: 'New group' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Made');
  await page.getByRole('radio', { name: /^Named by hand/ }).check();
  await button('Make the group').click();
  await page.getByRole('heading', { name: 'Made' }).waitFor();
  await page.goBack();
  await page.getByRole('link', { name: 'New group' }).waitFor();
});
