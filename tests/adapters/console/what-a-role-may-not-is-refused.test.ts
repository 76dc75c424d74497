import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { apiClient } from '../../support/api-client.ts';
import { consoleVisitors } from '../../support/console-visitor.ts';
import { serverOn, type TestAccount } from '../../support/start-server.ts';

const server = serverOn();
const visitor = consoleVisitors(server);
let account: TestAccount;
beforeAll(async () => {
  account = await server().openAccount('Analytical Engines');
});

const ofAdministrators = [
  '/groups/new',
  '/brake',
  '/okta-set-up',
  '/connections',
  '/connections?add=token',
  '/connections?add=saml',
  '/connections?add=oidc',
  '/connections?change=some',
  '/settings?part=roles',
];

const refusedTo = {
  grader: [...ofAdministrators, '/activity', '/groups/templates', '/settings?part=attributes'],
  limitedAdmin: [...ofAdministrators, '/activity', '/activity?log=requests'],
  manager: [
    ...ofAdministrators,
    '/activity?log=requests',
    '/groups/templates?add=true',
    '/groups/templates?remove=some',
    '/settings?part=attributes&form=add',
  ],
  admin: ['/connections?add=saml', '/connections?add=oidc', '/connections?change=some'],
} as const;

const roles = Object.keys(refusedTo) as (keyof typeof refusedTo)[];
const cases = roles.flatMap((role) => refusedTo[role].map((address) => [role, address] as const));

const refusalsOn = (page: Page) => page.getByRole('alert').filter({ hasText: 'Your role does not let you' });

test.each(cases)(
  'somebody with the role %s is refused at %s, and fills in no form',
  async (role, address) => {
    const { page, complaints } = await visitor(account, role);
    await page.goto(address);
    await refusalsOn(page).getByText('Ask an owner of the account for it.').waitFor();
    expect(page.url()).toContain(address);
    const main = page.getByRole('main');
    await expect.poll(() => main.getByText('Loading…').count()).toBe(0);
    expect(await main.locator('form, fieldset, input').count()).toBe(0);
    expect(await main.getByRole('link', { name: 'Export' }).count()).toBe(0);
    // The browser complains about each answer that is a refusal: nothing was asked for in vain.
    expect(complaints).toEqual([]);
  },
);

test('what an address wants beside a page is refused alone', async () => {
  const api = await apiClient(server(), account);
  const { id } = (await api.post('/groups', { displayName: 'Readers', kind: 'agents' })).body;
  const { page, complaints } = await visitor(account, 'grader');
  await page.goto(`/groups/${id}?why=${id}`);
  await refusalsOn(page).waitFor();
  await page.getByText('Nobody belongs to it.').waitFor();
  await page.goto(`/people?job=${id}`);
  await refusalsOn(page).waitFor();
  await page.getByRole('link', { name: /grader/ }).waitFor();
  expect(complaints).toEqual([]);
});

test('whoever may read rules is refused the form of an exception alone', async () => {
  const api = await apiClient(server(), account);
  const { group } = (await api.post('/rule-groups', { displayName: 'Titled', text: 'title pr' })).body;
  const { page, complaints } = await visitor(account, 'manager');
  await page.goto(`/groups/${group.id}?exception=new`);
  await refusalsOn(page).waitFor();
  await page.getByText('The rule decides about everybody.').waitFor();
  expect(await page.getByRole('form', { name: 'New exception' }).count()).toBe(0);
  expect(complaints).toEqual([]);
});

test('the settings lead to the brake those alone who may see it', async () => {
  const admin = await visitor(account);
  await admin.page.goto('/settings?part=account');
  await admin.page.getByRole('link', { name: 'Brake' }).waitFor();
  const { page } = await visitor(account, 'manager');
  await page.goto('/settings?part=account');
  await page.getByRole('heading', { name: 'What directories may do' }).waitFor();
  expect(await page.getByRole('link', { name: 'Brake' }).count()).toBe(0);
});
