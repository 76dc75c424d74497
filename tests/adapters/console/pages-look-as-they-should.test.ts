import { beforeAll, describe, expect, test } from 'vitest';
import { apiClient } from '../../support/api-client.ts';
import { type ConsoleVisitor, consoleVisitors } from '../../support/console-visitor.ts';
import { secretKey } from '../../support/sign-in-connections.ts';
import { serverOn, type TestAccount } from '../../support/start-server.ts';
import { flawsOf } from './flaws-of.ts';
import { deactivate, people, pushPeople, pushUnreadable, userOf } from './okta-pushes.ts';

const server = serverOn(undefined, { secretKey });
const visitor = consoleVisitors(server);
let account: TestAccount;
let visit: ConsoleVisitor;
let ada: string;
let researchers: string;
let job: string;

beforeAll(async () => {
  account = await server().openAccount('Analytical Engines');
  const { createRuleGroup } = server().application;
  const makeGroup = (displayName: string, text: string) =>
    createRuleGroup(account.caller, { desired: { displayName }, rule: { text } });
  const ids = await pushPeople(account);
  ada = ids.get('Byron') ?? '';
  const made = await makeGroup('Researchers', 'profile.department eq "Research" and active eq true');
  researchers = made.group.state.id;
  await makeGroup(
    'Engineers in London',
    'profile.department eq "Engineering" and profile.location eq "London"',
  );
  await makeGroup('Quantum lab', 'profile.department eq "Quantum"');
  await deactivate(account, ids.get('Backus') ?? '');
  const api = await apiClient(server(), account);
  const inSixWeeks = new Date(Date.now() + 42 * 86_400_000).toISOString();
  const exception = { belongs: 'always', reason: 'Lends a hand', until: inSixWeeks };
  await api.send('PUT', `/groups/${researchers}/exceptions/${ids.get('Hopper')}`, { body: exception });
  await api.post('/group-templates', { attribute: 'profile.location', namePattern: 'Site {value}' });
  const leaving = {
    action: 'deactivate',
    ids: [ids.get('Allen'), ids.get('Knuth')],
    reason: 'The branch closes',
  };
  job = (await api.post('/agent-jobs', leaving)).body.id;
  await server().workOnJobs();
  await account.client.post('/Users', { ...userOf(people[0]), userName: 'z@example.com', badge: 'K7' });
  await pushUnreadable(account);
  visit = await visitor(account);
});

const pages = {
  overview: () => ({ path: '/', shown: 'The roll' }),
  'okta-set-up': () => ({ path: '/okta-set-up', shown: 'SCIM connector base URL' }),
  people: () => ({ path: '/people', shown: 'Grace Hopper' }),
  'many-at-once': () => ({ path: `/people?job=${job}`, shown: '2 of 2 done.' }),
  'nobody-found': () => ({ path: '/people?q=zuse', shown: 'Nobody like this' }),
  'not-understood': () => ({ path: '/people?filter=title%20eq', shown: 'This was not understood' }),
  person: () => ({ path: `/people/${ada}`, shown: 'Engineers in London' }),
  activity: () => ({ path: '/activity', shown: 'refused' }),
  groups: () => ({ path: '/groups', shown: 'Quantum lab' }),
  group: () => ({ path: `/groups/${researchers}?why=${ada}`, shown: 'does not belong' }),
  'new-group': () => ({ path: '/groups/new', shown: 'Somebody belongs where' }),
  templates: () => ({ path: '/groups/templates', shown: 'Site {value}' }),
  attributes: () => ({ path: '/settings?attribute=location', shown: 'people have it' }),
  roles: () => ({ path: '/settings?part=roles', shown: 'as the directory says' }),
  sessions: () => ({ path: '/settings?part=sessions', shown: 'Chrome' }),
  account: () => ({ path: '/settings?part=account', shown: 'Push and import groups' }),
  brake: () => ({ path: '/brake', shown: 'How many are too many' }),
  nowhere: () => ({ path: '/people/x/y/z', shown: 'There is no page at this address' }),
};

describe('in both colours, wide and narrow,', () => {
  test.each(Object.entries(pages))('%s overflows nowhere, and axe finds nothing', async (picture, where) => {
    const { page, complaints, foreignRequests } = visit;
    const { path, shown } = where();
    const complaintsBefore = complaints.length;
    await page.goto(path);
    await page.getByText(shown).first().waitFor();
    expect(await flawsOf(page, { picture })).toEqual([]);
    expect(complaints.slice(complaintsBefore).filter((one) => !isOfRefusal(one))).toEqual([]);
    expect(foreignRequests).toEqual([]);
  });

  test('what is confirmed overflows nowhere, and axe finds nothing', async () => {
    const { page } = visit;
    await page.goto(`/people/${ada}`);
    await page.getByRole('button', { name: 'Deactivate…' }).click();
    await page.getByRole('dialog').getByLabel('to confirm').fill('ada.byron@example.com');
    expect(await flawsOf(page, { picture: 'confirmation' })).toEqual([]);
  });

  test('the sign-in overflows nowhere, and axe finds nothing', async () => {
    const { page, complaints } = await visitor(account, 'nobody');
    await page.goto('/sign-in?account=Acme');
    await page.getByLabel('Company').waitFor();
    expect(await flawsOf(page, { picture: 'sign-in' })).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test('an account that nobody has set up yet is shown as what it is', async () => {
    const { page, complaints } = await visitor(await server().openAccount('Difference Engines'));
    await page.goto('/');
    await page.getByText('Waiting for Okta.').waitFor();
    expect(await flawsOf(page, { picture: 'overview-of-new' })).toEqual([]);
    expect(complaints).toEqual([]);
  });
});

/** The browser says of each answer that is not good that it was not. */
const isOfRefusal = (complaint: string): boolean => complaint.includes('status of 400');
