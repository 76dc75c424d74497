import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { apiClient } from '../../support/api-client.ts';
import { consoleVisitors } from '../../support/console-visitor.ts';
import { secretKey } from '../../support/sign-in-connections.ts';
import { serverOn, type TestAccount } from '../../support/start-server.ts';
import { deactivate, people, pushPeople, pushUnreadable, userOf } from './okta-pushes.ts';
import { overflowOf, violationsOn } from './violations-on.ts';

/** Where people look at them; git ignores it. */
const folder = fileURLToPath(new URL('../../../.screenshots/', import.meta.url));
mkdirSync(folder, { recursive: true });

const server = serverOn(undefined, { secretKey });
const visitor = consoleVisitors(server);
let account: TestAccount;
let fresh: TestAccount;
let ada: string;
let researchers: string;

beforeAll(async () => {
  account = await server().openAccount('Analytical Engines');
  fresh = await server().openAccount('Difference Engines');
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
  const exception = { belongs: 'always', reason: 'Lends a hand', until: '2099-01-01T00:00:00.000Z' };
  await api.send('PUT', `/groups/${researchers}/exceptions/${ids.get('Hopper')}`, { body: exception });
  await api.post('/group-templates', { attribute: 'profile.location', namePattern: 'Site {value}' });
  await account.client.post('/Users', { ...userOf(people[0]), userName: 'z@example.com', badge: 'K7' });
  await pushUnreadable(account);
});

const pages = {
  overview: () => ({ path: '/', shown: 'The roll' }),
  'okta-set-up': () => ({ path: '/okta-set-up', shown: 'SCIM connector base URL' }),
  people: () => ({ path: '/people', shown: 'Grace Hopper' }),
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
};

describe.each(['light', 'dark'] as const)('in %s colours', (colorScheme) => {
  describe.each([1440, 390])('at %i pixels', (width) => {
    test.each(Object.entries(pages))('%s overflows nowhere, and axe finds nothing', async (name, where) => {
      const { page, complaints, foreignRequests } = await visitor(account, 'admin', { colorScheme, width });
      const { path, shown } = where();
      await page.goto(path);
      await page.getByText(shown).first().waitFor();
      await page.waitForLoadState('load');
      await page.screenshot({ path: `${folder}${name}-${colorScheme}-${width}.png`, fullPage: true });
      expect(await violationsOn(page)).toEqual([]);
      expect(await overflowOf(page)).toBe(0);
      expect(complaints).toEqual([]);
      expect(foreignRequests).toEqual([]);
    });

    test('the sign-in overflows nowhere, and axe finds nothing', async () => {
      const { page, complaints } = await visitor(account, 'nobody', { colorScheme, width });
      await page.goto('/sign-in?account=Acme');
      await page.getByLabel('Company').waitFor();
      await page.screenshot({ path: `${folder}sign-in-${colorScheme}-${width}.png` });
      expect(await violationsOn(page)).toEqual([]);
      expect(await overflowOf(page)).toBe(0);
      expect(complaints).toEqual([]);
    });

    test('an account that nobody has set up yet is shown as what it is', async () => {
      const { page, complaints } = await visitor(fresh, 'admin', { colorScheme, width });
      await page.goto('/');
      await page.getByText('Waiting for Okta.').waitFor();
      await page.screenshot({ path: `${folder}overview-of-new-${colorScheme}-${width}.png`, fullPage: true });
      expect(await violationsOn(page)).toEqual([]);
      expect(complaints).toEqual([]);
    });
  });
});
