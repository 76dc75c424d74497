import { beforeAll, describe, expect, test } from 'vitest';
import { agentId } from '../../../src/domain/shared/identifiers.ts';
import { consoleVisitors } from '../../support/console-visitor.ts';
import { serverOn, type TestAccount } from '../../support/start-server.ts';
import { pushPeople } from './okta-pushes.ts';

const server = serverOn();
const visitor = consoleVisitors(server);

describe('people', () => {
  let account: TestAccount;
  beforeAll(async () => {
    account = await server().openAccount();
    await pushPeople(account);
  });

  test('are found while somebody types, and a link shows a colleague the same', async () => {
    const { page, context } = await visitor(account);
    await page.goto('/people');
    await page.getByLabel('Name or address').fill('hop');
    await page.getByText('1 in all.').waitFor();
    await page.getByRole('link', { name: 'Grace Hopper' }).waitFor();
    expect(new URL(page.url()).search).toBe('?q=hop');
    const colleague = await context.newPage();
    await colleague.goto(page.url());
    await colleague.getByText('1 in all.').waitFor();
    expect(await colleague.getByLabel('Name or address').inputValue()).toBe('hop');
  });

  test('are found by the language of filters, which says where it is mistyped', async () => {
    const { page } = await visitor(account);
    await page.goto('/people');
    await page.getByRole('button', { name: 'Filter' }).click();
    await page.getByLabel("Filter, in SCIM's language").fill('profile.location eq "Cambridge"');
    await page.getByText('2 in all.').waitFor();
    await page.getByLabel("Filter, in SCIM's language").fill('profile.location eq');
    await page.getByRole('alert').getByText('This was not understood').waitFor();
  });

  test('are sorted both ways, and not', async () => {
    const { page } = await visitor(account);
    const firstPerson = () => page.getByRole('row').nth(1).getByRole('link').textContent();
    await page.goto('/people?sort=userName&descending=true');
    await page.getByRole('link', { name: 'Radia Perlman' }).waitFor();
    expect(await firstPerson()).toBe('Radia Perlman');
    const head = page.getByRole('columnheader', { name: 'Person' });
    expect(await head.getAttribute('aria-sort')).toBe('descending');
    await head.getByRole('button').click();
    await page.waitForURL('**/people');
    await page.getByRole('row').nth(1).getByText('Ada Byron').waitFor();
  });

  test('are sorted on a narrow screen, which has no room for the columns', async () => {
    const { page } = await visitor(account);
    await page.goto('/people');
    await page.getByRole('link', { name: 'Radia Perlman' }).waitFor();
    expect(await page.getByLabel('Order').isVisible()).toBe(false);
    await page.setViewportSize({ width: 390, height: 800 });
    await page.getByLabel('Order').selectOption('By address, from Z');
    await page.getByRole('row').nth(1).getByText('Radia Perlman').waitFor();
    await page.getByLabel('Order').selectOption('In any order');
    await expect.poll(() => new URL(page.url()).search).toBe('');
  });

  test('are narrowed and sorted in one breath, and both hold', async () => {
    const { page } = await visitor(account);
    await page.goto('/people');
    await page.getByRole('link', { name: 'Radia Perlman' }).waitFor();
    await page.evaluate(() => {
      const status = document.querySelector('search select') as HTMLSelectElement;
      status.value = 'active';
      status.dispatchEvent(new Event('change', { bubbles: true }));
      (document.querySelector('th button') as HTMLButtonElement).click();
    });
    await expect.poll(() => new URL(page.url()).search).toBe('?status=active&sort=userName');
  });

  test('nobody who is like this is told as such', async () => {
    const { page } = await visitor(account);
    await page.goto('/people?q=zuse');
    await page.getByRole('heading', { name: 'Nobody like this' }).waitFor();
  });

  test('are many, and only those in sight are there', async () => {
    const crowd = await server().openAccount();
    await crowd.provisionMany(2000, (index) => ({
      userName: `p${String(index).padStart(5, '0')}@example.com`,
    }));
    const { page } = await visitor(crowd);
    await page.goto('/people');
    await page.getByText('100 shown').waitFor();
    for (const shown of ['200 shown', '300 shown']) {
      await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
      await page.getByText(shown).waitFor();
    }
    expect(await page.getByRole('row').count()).toBeLessThan(80);
  });

  test('are as they were where somebody has scrolled far, and the page says that it is paused', async () => {
    const crowd = await server().openAccount();
    await crowd.provisionMany(650);
    const { page } = await visitor(crowd);
    await page.goto('/people');
    await page.getByText('Live', { exact: true }).waitFor();
    await page.getByText('100 shown').waitFor();
    for (const shown of ['200 shown', '300 shown', '400 shown', '500 shown', '600 shown']) {
      await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
      await page.getByText(shown).waitFor();
    }
    await page.getByText('Paused', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Resume' }).click();
    await page.getByText('100 shown').waitFor();
    await page.getByText('Live', { exact: true }).waitFor();
  });
});

describe('what is decided', () => {
  let account: TestAccount;
  beforeAll(async () => {
    account = await server().openAccount();
  });

  test('about many is a job, told person by person, and seen on another screen', async () => {
    const ids = await pushPeople(account);
    const [{ page }, other] = [await visitor(account), await visitor(account, 'manager')];
    await other.page.goto('/people?q=turing');
    await other.page.getByRole('cell', { name: 'Active' }).waitFor();
    await other.page.getByText('Live', { exact: true }).waitFor();
    await page.goto('/people');
    for (const address of ['alan.turing', 'donald.knuth'])
      await page.getByLabel(`Choose ${address}@example.com`).check();
    await page.getByRole('button', { name: 'Deactivate…' }).click();
    const confirm = page.getByRole('dialog').getByRole('button', { name: 'Deactivate' });
    expect(await confirm.isDisabled()).toBe(true);
    await page.getByLabel('Why, for the audit log').fill('The branch closes');
    await page.getByLabel('Type 2 people to confirm').fill('2 people');
    await confirm.click();
    await page.getByText('0 of 2 done.').waitFor();
    await server().application.removeAgent(account.caller, { id: agentId(ids.get('Knuth') ?? '') });
    await server().workOnJobs();
    await page.getByText('2 of 2 done, 1 refused.').waitFor();
    const outcomes = page.getByRole('list', { name: 'What came of each' }).getByRole('listitem');
    // Refusals first, with why; whoever is gone is still called by name.
    await expect
      .poll(async () => (await outcomes.allInnerTexts()).map((text) => text.replace(/\s+/g, ' ')))
      .toEqual([expect.stringMatching(/^Donald Knuth Refused ./), 'Alan Turing Deactivated']);
    await other.page.getByRole('cell', { name: 'Deactivated' }).waitFor();
    const entry = (await account.journal()).find(({ action }) => action === 'AgentDeactivated');
    expect(JSON.stringify(entry?.changes)).toContain('The branch closes');
  });

  test('about many is shown to a colleague by a link, and can be stopped', async () => {
    const crowd = await server().openAccount();
    await crowd.provisionMany(30);
    const { page, context } = await visitor(crowd);
    await page.goto('/people');
    await page.getByLabel('Choose everybody who is shown').check();
    await page.getByRole('button', { name: 'Remove…' }).click();
    await page.getByLabel('to confirm').fill('31 people');
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await page.getByText('0 of 31 done.').waitFor();
    const colleague = await context.newPage();
    await colleague.goto('/people');
    await colleague.getByRole('link', { name: 'Removal of 31' }).click();
    await colleague.getByRole('button', { name: 'Stop' }).click();
    await colleague.getByText('0 of 31 done, being stopped.').waitFor();
    await server().workOnJobs();
    await page.getByText('0 of 31 done, stopped.').waitFor();
    await page.getByRole('button', { name: 'Close' }).click();
    await page.getByText('31 in all.').waitFor();
  });

  test('about one is behind a typed confirmation, and the audit log has the reason', async () => {
    const [id = ''] = await account.provisionMany(1, () => ({ userName: 'charles@example.com' }));
    const { page } = await visitor(account);
    await page.goto(`/people/${id}`);
    await page.getByRole('button', { name: 'Deactivate…' }).click();
    const confirm = page.getByRole('dialog').getByRole('button', { name: 'Deactivate', exact: true });
    expect(await confirm.isDisabled()).toBe(true);
    await page.getByLabel('Why, for the audit log').fill('Has left the engine');
    await page.getByLabel('to confirm').fill('charles@example.com');
    await confirm.click();
    await page.getByRole('button', { name: 'Reactivate…' }).waitFor();
    const [entry] = await account.journal();
    expect(entry).toMatchObject({
      action: 'AgentDeactivated',
      principal: { kind: 'person', name: 'admin@example.com' },
    });
    expect(JSON.stringify(entry?.changes)).toContain('Has left the engine');
  });

  test('about somebody who was changed meanwhile is refused, and says so', async () => {
    const [id = ''] = await account.provisionMany(1, () => ({ userName: 'luigi@example.com' }));
    const { page } = await visitor(account);
    await page.goto(`/people/${id}`);
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByRole('button', { name: 'Remove…' }).click();
    await account.client.patch(`/Users/${id}`, {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
      Operations: [{ op: 'replace', path: 'title', value: 'Count' }],
    });
    await page.getByLabel('to confirm').fill('luigi@example.com');
    await page.getByRole('button', { name: 'Remove', exact: true }).click();
    await page.getByRole('alert').getByText('Somebody was faster').waitFor();
  });

  test('removes somebody for good', async () => {
    const [id = ''] = await account.provisionMany(1, () => ({ userName: 'georg@example.com' }));
    const { page } = await visitor(account);
    await page.goto(`/people/${id}`);
    await page.getByRole('button', { name: 'Remove…' }).click();
    await page.getByLabel('to confirm').fill('georg@example.com');
    await page.getByRole('button', { name: 'Remove', exact: true }).click();
    await page.waitForURL('**/people');
    await page.goto(`/people/${id}`);
    await page.getByRole('alert').getByText('This is not here').waitFor();
  });

  test('is offered to nobody who may not decide', async () => {
    const [id = ''] = await account.provisionMany(1, () => ({ userName: 'mary@example.com' }));
    const { page } = await visitor(account, 'manager');
    await page.goto(`/people/${id}`);
    await page.getByRole('heading', { name: 'Attributes' }).waitFor();
    await expect.poll(() => page.getByRole('button', { name: /Deactivate|Remove/ }).count()).toBe(0);
    await page.goto('/people');
    await page.getByRole('link', { name: 'mary@example.com' }).waitFor();
    await expect.poll(() => page.getByRole('checkbox').count()).toBe(0);
  });
});
