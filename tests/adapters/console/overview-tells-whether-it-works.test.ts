import { expect, test } from 'vitest';
import { consoleVisitors } from '../../support/console-visitor.ts';
import { serverOn } from '../../support/start-server.ts';
import { people, pushPeople, pushUnreadable, userOf } from './okta-pushes.ts';

const server = serverOn();
const visitor = consoleVisitors(server);

test('the lamp turns while somebody looks at it, and is red for nobody longer than it has to be', async () => {
  const account = await server().openAccount();
  const { page } = await visitor(account);
  await page.goto('/');
  await page.getByText('Waiting for Okta.').waitFor();
  await page.getByText('Live', { exact: true }).waitFor();
  await pushPeople(account);
  await page.getByText('All present.', { exact: true }).waitFor();
  await page.getByRole('link', { name: '13', exact: true }).waitFor();
  await pushUnreadable(account);
  await page.getByText('All present, and something needs you.').waitFor();
  const attention = page
    .getByRole('listitem')
    .filter({ hasText: 'What Okta pushed about charles was refused' });
  await attention.getByText('must be an email address').waitFor();
  await attention.getByRole('link', { name: 'What happened' }).click();
  await page.waitForURL('**/activity?log=requests&refused=true&targetName=charles');
  await page.getByText('Okta tried to add charles, and was refused.').waitFor();
});

test('somebody who is pushed rightly afterwards needs no attention any more', async () => {
  const account = await server().openAccount();
  const { client } = account;
  const { page } = await visitor(account);
  const [ada] = people;
  const created = await client.post('/Users', userOf(ada));
  const path = `/Users/${created.body.id}`;
  const put = (fields: object) => client.send('PUT', path, { body: { ...userOf(ada), ...fields } });
  expect((await put({ userName: 'ada.lovelace@example.com' })).status).toBe(400);
  await page.goto('/');
  await page.getByText('Needs attention').waitFor();
  expect((await put({ displayName: 'Ada Lovelace' })).status).toBe(200);
  await page.getByText('All present.', { exact: true }).waitFor();
  await expect.poll(() => page.getByText('Needs attention').count()).toBe(0);
});

test('what happens after the page has asked and before it follows is shown', async () => {
  const account = await server().openAccount();
  const { page } = await visitor(account);
  const pushed = Promise.withResolvers<void>();
  await page.route('**/audit-log/stream', async (route) => {
    await pushed.promise;
    await route.continue();
  });
  await page.goto('/');
  await page.getByText('Waiting for Okta.').waitFor();
  await pushPeople(account);
  pushed.resolve();
  await page.getByText('All present.', { exact: true }).waitFor();
});

test('a page that is paused says so, changes nothing, and catches up', async () => {
  const account = await server().openAccount();
  const { page } = await visitor(account);
  await page.goto('/');
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByText('Paused', { exact: true }).waitFor();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await pushPeople(account);
  await page.getByText('Waiting for Okta.').waitFor();
  expect(asked).toEqual([]);
  await page.getByRole('button', { name: 'Resume' }).click();
  await page.getByText('All present.', { exact: true }).waitFor();
});

test('whoever may not read tokens, connections and the audit log sees how many there are, and nothing of them', async () => {
  const account = await server().openAccount();
  const { page, complaints } = await visitor(account, 'grader');
  await page.goto('/');
  await page.getByRole('heading', { name: 'Agents' }).waitFor();
  await expect.poll(() => page.getByText('The roll').count()).toBe(0);
  await expect.poll(() => page.getByText('Live', { exact: true }).count()).toBe(0);
  expect(complaints).toEqual([]);
});
