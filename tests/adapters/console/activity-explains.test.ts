import { readFile } from 'node:fs/promises';
import { beforeAll, expect, test } from 'vitest';
import { consoleVisitors } from '../../support/console-visitor.ts';
import { serverOn, type TestAccount } from '../../support/start-server.ts';
import { people, pushPeople, pushUnreadable, userOf } from './okta-pushes.ts';

const server = serverOn();
const visitor = consoleVisitors(server);
let account: TestAccount;
beforeAll(async () => {
  account = await server().openAccount();
  await pushPeople(account);
  await pushUnreadable(account);
});

test('a failure is told as what was tried, what was answered, why, and what to do in Okta', async () => {
  const { page } = await visitor(account);
  await page.goto('/activity?refused=true');
  const entry = page.getByRole('listitem').filter({ hasText: 'Okta tried to add charles' });
  await entry.getByRole('button', { name: 'Details' }).click();
  await entry.getByText('To add charles', { exact: true }).waitFor();
  await entry.getByText('emailInvalid').waitFor();
  await entry.getByText('must be an email address').waitFor();
  await entry.getByText('Sign On → Settings → Edit').waitFor();
  // The address says which entry is open.
  expect(new URL(page.url()).searchParams.get('open')).toMatch(/^\d+$/);
  await page.reload();
  await page.getByText('emailInvalid').waitFor();
});

test('a change is told attribute by attribute, and leads to the person and back', async () => {
  const { page } = await visitor(account);
  await page.goto('/activity');
  const entry = page.getByRole('listitem').filter({ hasText: 'Okta added grace.hopper@example.com' });
  await entry.getByRole('button', { name: 'Details' }).click();
  await entry.getByRole('row', { name: /profile.location none Arlington/ }).waitFor();
  await entry.getByRole('link', { name: 'grace.hopper@example.com' }).click();
  await page.getByRole('heading', { name: 'Grace Hopper' }).waitFor();
  await page.goBack();
  await entry.getByRole('row', { name: /profile.location none Arlington/ }).waitFor();
});

test('everything that one request did is found from an entry of it', async () => {
  const { page } = await visitor(account);
  await page.goto('/activity?refused=true');
  const entry = page.getByRole('listitem').filter({ hasText: 'charles' });
  await entry.getByRole('button', { name: 'Details' }).click();
  const request = entry.getByRole('link', { name: /^[\w-]{36}$/ });
  const id = (await request.textContent()) ?? '';
  await request.click();
  await page.getByText('Okta tried to add charles, and was refused.').waitFor();
  await page.getByRole('button', { name: 'Audit log' }).click();
  await entry.waitFor();
  await page.getByRole('button', { name: `Request ${id}` }).click();
  await page.waitForURL((url) => !url.search.includes('requestId'));
});

test('what happens appears as it happens', async () => {
  const { page } = await visitor(account, 'manager');
  await page.goto('/activity');
  await page.getByText('Live', { exact: true }).waitFor();
  const desired = { ...userOf(people[0]), userName: 'howard.aiken@example.com', externalId: '00uhoward' };
  await account.client.post('/Users', { ...desired, emails: undefined });
  await page.getByText('Okta added howard.aiken@example.com').waitFor();
});

test('a link opens an entry for a colleague also where much has happened since', async () => {
  const busy = await server().openAccount('Busy');
  await pushPeople(busy);
  const first = (await busy.journal()).findLast(({ action }) => action === 'AgentProvisioned');
  await busy.provisionMany(120);
  const { page } = await visitor(busy);
  for (const address of ['/activity', `/people/${first?.target?.id}`]) {
    await page.goto(`${address}?open=${first?.position}`);
    await page.getByRole('row', { name: /profile.location none/ }).waitFor();
  }
});

test('what is found is exported as a table', async () => {
  const { page } = await visitor(account);
  await page.goto('/activity?refused=true');
  await page.getByText('Okta tried to add charles').waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Export' }).click(),
  ]);
  const table = await readFile(await download.path(), 'utf8');
  expect(table.trim().split('\n')).toHaveLength(2);
  expect(table).toContain('emailInvalid');
});

test('where nothing was refused, that is said', async () => {
  const quiet = await server().openAccount('Quiet');
  const { page } = await visitor(quiet);
  await page.goto('/activity?refused=true');
  await page.getByRole('heading', { name: 'Nothing was refused' }).waitFor();
});
