import { expect, test } from 'vitest';
import { consoleVisitors } from '../../support/console-visitor.ts';
import { basic, ScimClient } from '../../support/scim-client.ts';
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

test('what needs somebody leads to where it is mended, beside the way from Okta and what came in a day', async () => {
  const account = await server().openAccount();
  const { text } = await account.issueToken({ name: 'Five days', expiresInDays: 5 });
  await pushPeople({ client: new ScimClient(server().baseUrl(), { Authorization: basic(text) }) });
  await server().application.createRuleGroup(account.caller, {
    ...{ desired: { displayName: 'Whalers' }, rule: { text: 'profile.department eq "Whaling"' } },
  });
  const { page, complaints } = await visitor(account);
  const follow = async (sentence: string, link: string) => {
    await page.goto('/');
    await page.getByRole('listitem').filter({ hasText: sentence }).getByRole('link', { name: link }).click();
  };
  await follow('Nobody satisfies the rule of the group Whalers.', 'The group');
  await page.waitForURL('**/groups/*');
  await page.getByRole('heading', { name: 'Whalers' }).waitFor();
  await follow('The token Five days expires', 'Connections');
  await page.waitForURL('**/connections');
  await page.getByRole('list', { name: 'Tokens that can be used' }).getByText('Five days').waitFor();
  await page.goto('/');
  const rail = page.getByRole('list', { name: 'From Okta to events' });
  const legs = rail.getByRole('listitem');
  await legs.first().waitFor();
  expect(await legs.allInnerTexts()).toEqual([
    expect.stringMatching(/^Okta Needs you\s+last asked /),
    expect.stringMatching(/^Single Sign-On Working\s+people sign in elsewhere/),
    expect.stringMatching(/^Rollcall Working\s+took leslie\.lamport@example\.com /),
    expect.stringMatching(/^Groups Needs you\s+1 group, last changed /),
    expect.stringMatching(/^Events Working\s+the last one /),
  ]);
  const summary = 'In the last 24 hours 12 changes by directories, and 0 refused.';
  await page.getByRole('img', { name: summary }).waitFor();
  expect(complaints).toEqual([]);
});

test('rules that were not tried are counted', async () => {
  const account = await server().openAccount();
  await pushPeople(account);
  for (let index = 0; index < 22; index++)
    await server().application.createRuleGroup(account.caller, {
      ...{ desired: { displayName: `Team ${index}` }, rule: { text: 'profile.department eq "Research"' } },
    });
  const { page } = await visitor(account);
  await page.goto('/');
  await page.getByText('2 more rules were not tried this time: others are tried each hour.').waitFor();
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
