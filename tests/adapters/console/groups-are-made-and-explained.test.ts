import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { apiClient } from '../../support/api-client.ts';
import { consoleVisitors } from '../../support/console-visitor.ts';
import { serverOn, type TestAccount } from '../../support/start-server.ts';
import { flawsOf } from './flaws-of.ts';
import { pushPeople } from './okta-pushes.ts';

const server = serverOn();
const visitor = consoleVisitors(server);
let account: TestAccount;
let ids: ReadonlyMap<string, string>;

beforeAll(async () => {
  account = await server().openAccount();
  ids = await pushPeople(account);
});

/** Makes a group by the API; its id. */
async function made(path: 'groups' | 'rule-groups', body: object): Promise<string> {
  const api = await apiClient(server(), account);
  const answer = await api.post(`/${path}`, body);
  expect(answer.status).toBe(201);
  return answer.body.group?.id ?? answer.body.id;
}

const membersOn = (page: Page) =>
  page.getByRole('list', { name: 'Members' }).getByRole('link').allTextContents();
const preview = (page: Page) => page.getByRole('region', { name: 'What the rule would do' });

describe('a group by a rule', () => {
  test('is built from rows, with who would belong before it is made', async () => {
    const { page, complaints } = await visitor(account);
    await page.goto('/groups');
    await page.getByRole('link', { name: 'New group' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Engineers in London');
    await page.getByLabel('Attribute', { exact: true }).fill('profile.department');
    await page.getByLabel('Value').fill('Engineering');
    await preview(page).getByText('3 people would belong').waitFor();
    await page.getByRole('button', { name: 'Condition', exact: true }).click();
    // What is not chosen yet is not tried.
    await preview(page).waitFor({ state: 'detached' });
    await page.getByLabel('Attribute', { exact: true }).nth(1).fill('profile.location');
    await page.getByLabel('Value').nth(1).fill('London');
    await preview(page).getByText('1 person would belong').waitFor();
    await preview(page).getByRole('link', { name: 'Ada Byron' }).waitFor();
    expect(await page.getByLabel('The rule as a text').textContent()).toBe(
      'profile.department eq "Engineering" and profile.location eq "London"',
    );
    await page.getByRole('button', { name: 'Make the group' }).click();
    await page.getByRole('heading', { name: 'Engineers in London' }).waitFor();
    await page.getByText('1 in all.').waitFor();
    expect(await membersOn(page)).toEqual(['ada.byron@example.com']);
    expect(complaints).toEqual([]);
  });

  test('is changed as a text, with who comes and goes, and a colleague sees it without loading the page', async () => {
    const id = await made('rule-groups', {
      displayName: 'Compilers',
      text: 'profile.department eq "Compilers"',
    });
    const { page } = await visitor(account);
    const colleague = await visitor(account, 'manager');
    await colleague.page.goto(`/groups/${id}`);
    await colleague.page.getByText('frances.allen@example.com').waitFor();
    await expect.poll(() => colleague.page.getByRole('button', { name: 'Change the rule' }).count()).toBe(0);
    await page.goto(`/groups/${id}`);
    await page.getByRole('button', { name: 'Change the rule' }).click();
    await page.getByRole('button', { name: 'Text', exact: true }).click();
    await page.getByLabel('Rule', { exact: true }).fill('profile.department eq "Networks"');
    await preview(page).getByText('1 would join').waitFor();
    await preview(page).getByText('2 would leave').waitFor();
    await preview(page).getByRole('link', { name: 'Radia Perlman' }).first().waitFor();
    expect(await flawsOf(page, { picture: 'rule-text' })).toEqual([]);
    await page.getByRole('button', { name: 'Store the rule' }).click();
    await page.getByText('Changed: 1 joined, 2 left.').waitFor();
    await colleague.page.getByText('radia.perlman@example.com').waitFor();
  });

  test('is not written over where somebody else was faster', async () => {
    const id = await made('rule-groups', { displayName: 'Hasty', text: 'title pr' });
    const { page } = await visitor(account);
    await page.goto(`/groups/${id}`);
    await page.getByRole('button', { name: 'Change the rule' }).click();
    const api = await apiClient(server(), account);
    await api.send('PUT', `/groups/${id}/rule`, { body: { text: 'userType pr' } });
    await page.getByLabel('Attribute', { exact: true }).fill('nickName');
    await page.getByRole('button', { name: 'Store the rule' }).click();
    await page.getByRole('alert').getByText('Somebody was faster').waitFor();
    expect((await api.get(`/groups/${id}`)).body.rule.text).toBe('userType pr');
  });

  test('stays a text where the builder cannot show it, and nothing of it is lost', async () => {
    const text = 'emails[type eq "work" and value sw "ada"] or title eq "x"';
    const id = await made('rule-groups', { displayName: 'By elements', text });
    const { page } = await visitor(account);
    await page.goto(`/groups/${id}`);
    await page.getByRole('button', { name: 'Change the rule' }).click();
    expect(await page.getByLabel('Rule', { exact: true }).inputValue()).toBe(text);
    expect(await page.getByRole('button', { name: 'Builder' }).isDisabled()).toBe(true);
    await page.getByLabel('Rule', { exact: true }).fill('title eq "x" or not (title pr)');
    await page.getByRole('button', { name: 'Builder' }).click();
    await page.getByLabel('How many of the conditions have to hold').first().waitFor();
    await page.getByRole('button', { name: 'Text', exact: true }).click();
    expect(await page.getByLabel('Rule', { exact: true }).inputValue()).toBe(
      'title eq "x" or not (title pr)',
    );
  });

  test('is completed from attributes and values that there are, by the keyboard alone', async () => {
    const { page } = await visitor(account);
    await page.goto('/groups/new');
    await page.getByRole('button', { name: 'Text', exact: true }).click();
    const rule = page.getByLabel('Rule', { exact: true });
    await rule.focus();
    await page.keyboard.type('profile.dep');
    await page.getByRole('option', { name: 'profile.department' }).waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.type('eq "Typ');
    await page.getByRole('option', { name: 'Typesetting' }).waitFor();
    await page.keyboard.press('Enter');
    expect(await rule.inputValue()).toBe('profile.department eq "Typesetting"');
    await preview(page).getByText('1 person would belong').waitFor();
  });

  test('tells where a text is wrong', async () => {
    const { page } = await visitor(account);
    await page.goto('/groups/new');
    await page.getByRole('button', { name: 'Text', exact: true }).click();
    await page.getByLabel('Rule', { exact: true }).fill('title eq');
    await page.getByRole('alert').getByText('wrong at character 9').waitFor();
  });

  test('is explained for a person, condition by condition, and a link shows a colleague the same', async () => {
    const id = await made('rule-groups', {
      displayName: 'Explained',
      text: 'profile.department eq "Research" and active eq true',
    });
    const { page, context } = await visitor(account);
    await page.goto(`/groups/${id}`);
    await page.getByLabel('Explain for').fill('ada');
    await page.getByRole('option', { name: /Ada Byron/ }).waitFor();
    await page.keyboard.press('Enter');
    const why = page.getByRole('region', { name: 'Why ada.byron@example.com' });
    await why.getByText('does not belong').waitFor();
    await why.getByText('Engineering').waitFor();
    const colleague = await context.newPage();
    await colleague.goto(page.url());
    await colleague.getByText('does not belong').waitFor();
  });

  test('has exceptions, with a reason and an end, until somebody ends them', async () => {
    const id = await made('rule-groups', {
      displayName: 'With exceptions',
      text: 'profile.department eq "Networks"',
    });
    const { page } = await visitor(account);
    await page.goto(`/groups/${id}`);
    await page.getByRole('button', { name: 'Make an exception' }).click();
    await page.getByLabel('Who', { exact: true }).fill('knuth');
    await page.getByRole('option', { name: /Donald Knuth/ }).click();
    await page.getByLabel('Reason').fill('Helps out');
    await page.getByLabel('Last day').fill('2099-12-31');
    await page.getByRole('button', { name: 'Make the exception' }).click();
    const exceptions = page.getByRole('list', { name: 'Exceptions' });
    await exceptions.getByText('always belongs').waitFor();
    await exceptions.getByText('Helps out.').waitFor();
    const api = await apiClient(server(), account);
    expect((await api.get(`/groups/${id}/exceptions`)).body.items).toMatchObject([
      { agentId: ids.get('Knuth'), reason: 'Helps out', until: '2100-01-01T00:00:00.000Z' },
    ]);
    await page.getByText('2 in all.').waitFor();
    await exceptions.getByRole('button', { name: 'End the exception of donald.knuth@example.com' }).click();
    await page.getByText('1 in all.').waitFor();
  });
});

test('a group by hand gains and loses members', async () => {
  const { page } = await visitor(account);
  await page.goto('/groups/new');
  await page.getByLabel('Name', { exact: true }).fill('On call');
  await page.getByLabel(/Named by hand/).check();
  await page.getByRole('button', { name: 'Make the group' }).click();
  await page.getByText('Nobody belongs to it.').waitFor();
  await page.getByLabel('Add somebody').fill('hopper');
  await page.getByRole('option', { name: /Grace Hopper/ }).click();
  await page.getByText('1 in all.').waitFor();
  await page.getByRole('button', { name: 'Remove grace.hopper@example.com' }).click();
  await page.getByText('Nobody belongs to it.').waitFor();
});

test('a limited administrator names members of the groups that were granted, and of no others', async () => {
  const granted = await made('groups', { displayName: 'Granted' });
  const other = await made('groups', { displayName: 'Not granted' });
  const limited = await visitor(account, 'limitedAdmin');
  const { page } = await visitor(account);
  await page.goto(`/groups/${granted}`);
  await page.getByLabel('Grant it to').fill('limitedadmin');
  await page.getByRole('option', { name: /limitedadmin@example.com/ }).click();
  await page.getByRole('list', { name: 'Granted to' }).getByText('limitedadmin').waitFor();
  await limited.page.goto(`/groups/${granted}`);
  await limited.page.getByLabel('Add somebody').waitFor();
  await expect.poll(() => limited.page.getByRole('button', { name: 'Remove…' }).count()).toBe(0);
  await limited.page.goto(`/groups/${other}`);
  await limited.page.getByText('Nobody belongs to it.').waitFor();
  await expect.poll(() => limited.page.getByLabel('Add somebody').count()).toBe(0);
});

test('a group is renamed, and removed behind its name', async () => {
  const id = await made('groups', { displayName: 'Temporary' });
  const { page } = await visitor(account);
  await page.goto(`/groups/${id}`);
  await page.getByRole('button', { name: 'Rename' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Short-lived');
  await page.getByRole('button', { name: 'Rename' }).click();
  await page.getByRole('heading', { name: 'Short-lived' }).waitFor();
  await page.getByRole('button', { name: 'Remove…' }).click();
  const remove = page.getByRole('dialog').getByRole('button', { name: 'Remove' });
  expect(await remove.isDisabled()).toBe(true);
  await page.getByLabel('Type Short-lived to confirm').fill('Short-lived');
  await remove.click();
  await page.waitForURL('**/groups');
  expect((await (await apiClient(server(), account)).get(`/groups/${id}`)).status).toBe(404);
});

test('a template makes a group for every value, and takes them along when it goes', async () => {
  const { page } = await visitor(account);
  await page.goto('/groups/templates');
  await page.getByRole('button', { name: 'New template' }).click();
  await page.getByLabel('Attribute', { exact: true }).fill('profile.department');
  await page.getByLabel('Names').fill('Team {value}');
  await page.getByText(/Such as Team /).waitFor();
  await page.getByRole('button', { name: 'Make the template' }).click();
  await page.getByRole('heading', { name: 'Team {value}' }).waitFor();
  await page.goto('/groups?q=team');
  await page.getByRole('link', { name: 'Team Typesetting' }).click();
  await page.getByText('A template made this rule').waitFor();
  await expect.poll(() => page.getByRole('button', { name: 'Change the rule' }).count()).toBe(0);
  await page.goto('/groups/templates');
  await page.getByRole('button', { name: 'Remove…' }).click();
  await page.getByLabel('Type Team {value} to confirm').fill('Team {value}');
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await page.getByText('There are no templates yet').waitFor();
  await page.goto('/groups?q=team');
  await page.getByText('No group is called so').waitFor();
});

test('thousands of members are there as somebody scrolls, a few rows at a time', async () => {
  const crowd = await server().openAccount();
  await crowd.provisionMany(2000);
  const api = await apiClient(server(), crowd);
  const { body } = await api.post('/rule-groups', { displayName: 'Everybody', text: 'active eq true' });
  const { page } = await visitor(crowd);
  await page.goto(`/groups/${body.group.id}`);
  await page.getByText('100 shown; more come as you scroll.').waitFor();
  const rows = page.getByRole('list', { name: 'Members' }).getByRole('listitem');
  expect(await rows.count()).toBeLessThan(60);
  await rows.first().hover();
  await page.mouse.wheel(0, 100 * 36);
  await page.getByText('200 shown; more come as you scroll.').waitFor();
});

test('a grader reads groups, and neither rules nor reasons', async () => {
  const id = await made('rule-groups', { displayName: 'Only read', text: 'title pr' });
  const { page, complaints } = await visitor(account, 'grader');
  await page.goto('/groups');
  await page.getByRole('link', { name: 'Only read' }).waitFor();
  await expect.poll(() => page.getByRole('link', { name: 'New group' }).count()).toBe(0);
  await expect.poll(() => page.getByRole('link', { name: 'Templates' }).count()).toBe(0);
  await page.goto(`/groups/${id}`);
  await page.getByText('Nobody belongs to it').waitFor();
  for (const title of ['The rule', 'Exceptions', 'Why, or why not?', 'Who may name members'])
    await expect.poll(() => page.getByRole('heading', { name: title }).count()).toBe(0);
  expect(complaints).toEqual([]);
});
