import { beforeAll, expect, test } from 'vitest';
import { mnemonicId } from '../../../src/domain/sign-in/mnemonic-id.ts';
import { consoleVisitors } from '../../support/console-visitor.ts';
import { secretKey } from '../../support/sign-in-connections.ts';
import { accountToEnter, signInBySaml } from '../../support/signing-in.ts';
import { serverOn, type TestAccount } from '../../support/start-server.ts';
import { flawsOf } from './flaws-of.ts';
import { people, pushPeople, pushUnreadable, userOf } from './okta-pushes.ts';

const server = serverOn(undefined, { secretKey });
const visitor = consoleVisitors(server);
let account: TestAccount;
let ada: string;
/** Where somebody was turned away, with the words that the page showed. */
let entered: Awaited<ReturnType<typeof accountToEnter>>;
let words: string;
beforeAll(async () => {
  account = await server().openAccount('Analytical Engines');
  ada = (await pushPeople(account)).get('Byron') ?? '';
  await pushUnreadable(account);
  const changed = { ...userOf(people[0]), userName: 'ada.lovelace@example.com' };
  expect((await account.client.send('PUT', `/Users/${ada}`, { body: changed })).status).toBe(400);
  entered = await accountToEnter(server(), 'Difference Engines');
  const refused = await signInBySaml(entered.browser(), entered.saml);
  words = mnemonicId(String(refused.headers['x-request-id']));
});

test('a failure says what Okta tried, what was answered, why, and what to do in Okta', async () => {
  const { page } = await visitor(account);
  await page.goto('/activity');
  await page.getByRole('button', { name: 'Requests', exact: true }).click();
  await page.getByRole('button', { name: 'Failed' }).click();
  const failure = page
    .getByRole('listitem')
    .filter({ hasText: 'Okta tried to add charles, and was refused.' });
  await failure.getByRole('button', { name: 'Details' }).click();
  const said = failure.locator('dl').first().locator('dt, dd');
  expect(await said.allTextContents()).toEqual([
    ...['What was tried', 'To add charles'],
    ...['What was answered', '400 invalidValue'],
    ...['Why', expect.stringContaining('must be an email address')],
    ...['What to do', expect.stringContaining('set Application username format to Email')],
  ]);
  // Nothing that went well is there.
  await expect.poll(() => page.getByText('Okta added').count()).toBe(0);
  const address = page.url();
  const { page: colleagues } = await visitor(account, 'owner');
  await colleagues.goto(address);
  await colleagues.getByText('To add charles', { exact: true }).waitFor();
});

test('from a person to what failed, and from a request to the person, it is one click each way', async () => {
  const { page } = await visitor(account);
  await page.goto(`/people/${ada}`);
  await page.getByRole('link', { name: 'those that failed' }).click();
  const failure = page.getByRole('listitem').filter({ hasText: 'Okta tried to change Ada Byron' });
  await failure.waitFor();
  expect(await page.getByRole('listitem').filter({ hasText: 'Okta tried' }).count()).toBe(1);
  await failure.getByRole('link', { name: 'To the person' }).click();
  await page.getByRole('heading', { name: 'Ada Byron' }).waitFor();
  await page.goBack();
  await failure.waitFor();
});

test('a refused sign-in is found by the words of its page, with what was expected and received', async () => {
  const { page } = await visitor(entered);
  await page.goto('/activity?log=requests');
  await page.getByLabel('Words of a sign-in page, or request id').fill(` ${words.toUpperCase()} `);
  await page.keyboard.press('Enter');
  await page.waitForURL(`**/activity?log=requests&signIn=${words}`);
  await page.getByRole('button', { name: `Sign-in ${words}` }).waitFor();
  const rows = page.getByRole('listitem').filter({ has: page.getByRole('button', { name: 'Details' }) });
  await expect.poll(() => rows.count()).toBe(1);
  // It is what somebody looked for, hence it is open.
  const cells = rows.getByRole('row').nth(1).locator('th, td');
  expect(await cells.allTextContents()).toEqual([
    expect.stringContaining('agent'),
    expect.stringContaining('with the externalId "00u1"'),
    'nobody',
  ]);
  await page.getByRole('button', { name: 'Audit log' }).click();
  await page.getByText(/tried to sign in/).waitFor();
});

test('a request is found by its id', async () => {
  const answer = await account.client.get(`/Users/${ada}`);
  const id = String(answer.headers['x-request-id']);
  const { page } = await visitor(account);
  await page.goto('/activity?log=requests');
  await page.getByLabel('Words of a sign-in page, or request id').fill(id);
  await page.keyboard.press('Enter');
  await page.getByText('Okta read Ada Byron.').waitFor();
  await expect.poll(() => page.getByRole('button', { name: 'Details' }).count()).toBe(1);
});

test('what somebody did is shown in both logs, and stays so when one switches between them', async () => {
  const { page } = await visitor(account);
  await page.goto(`/activity?targetId=${ada}`);
  await page.getByRole('button', { name: 'Details' }).first().click();
  await page.getByRole('definition').getByRole('link', { name: 'Okta', exact: true }).click();
  const by = page.getByRole('button', { name: 'By Okta' });
  await by.waitFor();
  await page.getByText('Okta added grace.hopper@example.com').waitFor();
  await expect.poll(() => page.getByText('signed in').count()).toBe(0);
  await page.getByRole('button', { name: 'Requests', exact: true }).click();
  await page.getByText('Okta added Grace Hopper').waitFor();
  await by.waitFor();
  await page.getByRole('button', { name: 'Audit log' }).click();
  await page.getByText('Okta added grace.hopper@example.com').waitFor();
  await by.click();
  await page.waitForURL((url) => !url.search.includes('principal'));
});

test('somebody who makes no requests is told as such', async () => {
  const { page } = await visitor(account);
  await page.goto('/activity?log=requests&principalName=ada');
  await page.getByRole('heading', { name: 'ada makes no requests' }).waitFor();
  await page.getByRole('link', { name: 'Look in the audit log' }).click();
  await page.getByRole('button', { name: 'By ada' }).waitFor();
});

test('requests that change nothing appear as they come', async () => {
  const { page } = await visitor(account);
  await page.goto('/activity?log=requests');
  await page.getByText('Live', { exact: true }).waitFor();
  await account.client.get('/Groups');
  await page.getByText('Okta looked for groups.').first().waitFor();
});

test('where no request failed, that is said, with the way to the audit log', async () => {
  const quiet = await server().openAccount('Quiet');
  const { page } = await visitor(quiet);
  await page.goto('/activity?log=requests&refused=true');
  await page.getByRole('heading', { name: 'Nothing failed' }).waitFor();
  await page.getByRole('link', { name: 'Look in the audit log' }).click();
  await page.getByRole('heading', { name: 'Nothing was refused' }).waitFor();
});

test('whoever may not read requests has the audit log alone', async () => {
  const { page, complaints } = await visitor(account, 'manager');
  await page.goto('/activity?refused=true');
  await page.getByText('Okta tried to add charles').waitFor();
  await expect.poll(() => page.getByRole('button', { name: 'Requests', exact: true }).count()).toBe(0);
  expect(complaints).toEqual([]);
});

test('in both colours, wide and narrow, requests with their details overflow nowhere, and axe finds nothing', async () => {
  const { page, complaints } = await visitor(entered);
  await page.goto(`/activity?log=requests&signIn=${words}`);
  await page.getByText('What to do').waitFor();
  expect(await flawsOf(page, { picture: 'requests' })).toEqual([]);
  expect(complaints).toEqual([]);
});
