import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Role } from '../../../src/domain/role/role.ts';
import { mnemonicId } from '../../../src/domain/sign-in/mnemonic-id.ts';
import { apiClient } from '../../support/api-client.ts';
import { consoleVisitors } from '../../support/console-visitor.ts';
import { OktaApplication } from '../../support/okta-application.ts';
import { secretKey } from '../../support/sign-in-connections.ts';
import { accountToEnter, signInBySaml } from '../../support/signing-in.ts';
import { serverOn, type TestAccount } from '../../support/start-server.ts';
import { Hand } from './hand.ts';
import { pushPeople, pushUnreadable } from './okta-pushes.ts';

const server = serverOn(undefined, { secretKey });
const visitor = consoleVisitors(server);
const metadata = readFileSync('tests/fixtures/saml/okta-metadata.xml', 'utf8');
const guide = readFileSync('docs/guides/administrator.md', 'utf8');

/** The tasks that the guide promises, each with its clicks. */
const promised = [...guide.matchAll(/^\| ([^|]+) \| [^|]+ \| (\d+) \|$/gm)].map(
  ([, task = '', clicks]) => [task, Number(clicks)] as const,
);

let account: TestAccount;
let ids: ReadonlyMap<string, string>;
let entered: Awaited<ReturnType<typeof accountToEnter>>;
let words: string;
beforeAll(async () => {
  account = await server().openAccount('Analytical Engines');
  ids = await pushPeople(account);
  await pushUnreadable(account);
  await server().application.addSsoConnection(account.caller, { name: 'Okta', metadataXml: metadata });
  const api = await apiClient(server(), account);
  await api.post('/rule-groups', { displayName: 'Researchers', text: 'profile.department eq "Research"' });
  await api.post('/groups', { displayName: 'IT', members: [ids.get('Hopper')] });
  entered = await accountToEnter(server(), 'Difference Engines');
  const refused = await signInBySaml(entered.browser(), entered.saml);
  words = mnemonicId(String(refused.headers['x-request-id']));
});

interface Task {
  /** `admin` where it is not said. */
  readonly as?: Role;
  /** Whose console it is; that of everybody where it is not said. */
  readonly in?: () => Promise<Pick<TestAccount, 'caller'>>;
  readonly done: (hand: Hand) => Promise<void>;
}

const entry = ({ page }: Hand, name: string) =>
  page.getByRole('navigation', { name: 'Console' }).getByRole('link', { name });
const button = ({ page }: Hand, name: string) => page.getByRole('button', { name, exact: true });
const field = ({ page }: Hand, name: string) => page.getByLabel(name, { exact: true });

/** Comes to somebody's page from anywhere. */
async function find(hand: Hand, typed: string, name: string): Promise<void> {
  await hand.click(hand.page.getByRole('button', { name: /Find or go to/ }));
  await hand.type(hand.page.getByRole('combobox'), typed);
  await hand.page.getByRole('option', { name }).waitFor();
  await hand.enter();
  await hand.page.getByRole('heading', { name }).waitFor();
}

async function group(hand: Hand, name: string): Promise<void> {
  await hand.click(entry(hand, 'Groups'));
  await hand.click(hand.page.getByRole('link', { name, exact: true }));
}

async function pick(hand: Hand, label: string, typed: string, name: RegExp): Promise<void> {
  await hand.type(field(hand, label), typed);
  await hand.page.getByRole('option', { name }).waitFor();
  await hand.enter();
}

async function copyToken(hand: Hand): Promise<string> {
  await hand.click(hand.page.getByRole('button', { name: /^Copy the token/ }));
  return hand.page.evaluate(() => navigator.clipboard.readText());
}

const tasks: Readonly<Record<string, Task>> = {
  'See whether everything works': {
    done: ({ page }) => page.getByText('All present, and something needs you.').waitFor(),
  },
  'Find somebody': { done: (hand) => find(hand, 'hopp', 'Grace Hopper') },
  'Find out why a push was refused, and what to do in Okta': {
    done: async (hand) => {
      const refusal = hand.page.getByRole('listitem').filter({ hasText: 'about charles was refused' });
      await hand.click(refusal.getByRole('link', { name: 'What happened' }));
      await hand.page.getByText('Application username format').waitFor();
    },
  },
  'Copy the address that Okta asks for': {
    done: async (hand) => {
      await hand.click(entry(hand, 'Okta set-up'));
      await hand.click(button(hand, 'Copy SCIM connector base URL'));
      expect(await hand.page.evaluate(() => navigator.clipboard.readText())).toBe(server().baseUrl());
    },
  },
  'Make a token for Okta, and copy it': {
    in: async () => {
      const fresh = await server().openAccount('Fresh');
      await server().application.revokeToken(fresh.caller, { id: fresh.token.token.state.id });
      return fresh;
    },
    done: async (hand) => {
      await hand.click(entry(hand, 'Okta set-up'));
      await hand.click(button(hand, 'Make a token'));
      const okta = new OktaApplication(server().baseUrl(), await copyToken(hand));
      expect((await okta.testConnector()).status).toBe(200);
    },
  },
  'Replace a token while both work': {
    in: () => server().openAccount('Rotating'),
    done: async (hand) => {
      await hand.click(entry(hand, 'Connections'));
      await hand.click(button(hand, 'Rotate'));
      await new OktaApplication(server().baseUrl(), await copyToken(hand)).testConnector();
      await hand.page.getByText('In use').first().waitFor();
      await hand.click(button(hand, 'Revoke Okta'));
      await hand.type(hand.page.getByRole('dialog').getByRole('textbox'), 'Okta');
      await hand.enter();
      await hand.page.getByText('1 token has ended').waitFor();
    },
  },
  "Connect Single Sign-On by Okta's metadata": {
    as: 'owner',
    in: async () => {
      const fresh = await server().openAccount('Fresh');
      // An owner can be provisioned only while people sign in somewhere.
      await visitor(fresh, 'owner');
      await server().application.disconnectSso(fresh.caller);
      return fresh;
    },
    done: async (hand) => {
      await hand.click(entry(hand, 'Okta set-up'));
      await hand.type(field(hand, 'Metadata'), metadata);
      await hand.click(button(hand, 'Read the metadata'));
      await hand.page.getByRole('list', { name: 'Signing certificates' }).waitFor();
      await hand.click(button(hand, 'Save the connection'));
      await hand.page.getByText('Connected').waitFor();
    },
  },
  "See until when Okta's certificate holds": {
    as: 'owner',
    done: async (hand) => {
      await hand.click(entry(hand, 'Connections'));
      await hand.page.getByRole('list', { name: 'Signing certificates' }).getByText('Ends').waitFor();
    },
  },
  'Keep somebody out at once': {
    done: async (hand) => {
      await find(hand, 'backus', 'John Backus');
      await hand.click(button(hand, 'Deactivate…'));
      await hand.type(hand.page.getByRole('dialog').getByLabel('to confirm'), 'john.backus@example.com');
      await hand.enter();
      await button(hand, 'Reactivate…').waitFor();
    },
  },
  'Deactivate many at once': {
    done: async (hand) => {
      await hand.click(entry(hand, 'People'));
      await hand.type(field(hand, 'Name or address'), 'rad');
      await hand.page.getByText('1 in all.').waitFor();
      await hand.click(field(hand, 'Choose everybody who is shown'));
      await hand.click(button(hand, 'Deactivate…'));
      await hand.type(hand.page.getByRole('dialog').getByLabel('to confirm'), '1 person');
      await hand.enter();
      await hand.page.getByText('0 of 1 done.').waitFor();
      await server().workOnJobs();
      await hand.page.getByText('1 of 1 done.').waitFor();
    },
  },
  'See where a value of somebody came from, and when': {
    done: async (hand) => {
      await find(hand, 'ada', 'Ada Byron');
      await hand.page.getByRole('row', { name: /profile\.location London Okta/ }).waitFor();
    },
  },
  "Tell what somebody's next sign-in would say": {
    done: async (hand) => {
      await find(hand, 'ada', 'Ada Byron');
      await hand.page
        .getByRole('list', { name: 'What a sign-in asks' })
        .getByText('Would be let in')
        .waitFor();
    },
  },
  'Explain why somebody does not belong to a group': {
    done: async (hand) => {
      await group(hand, 'Researchers');
      await pick(hand, 'Explain for', 'ada', /Ada Byron/);
      await hand.page.getByText('found: Engineering').waitFor();
    },
  },
  'Make a group by a rule': {
    done: async (hand) => {
      await hand.click(entry(hand, 'Groups'));
      await hand.click(hand.page.getByRole('link', { name: 'New group' }));
      await hand.type(field(hand, 'Name'), 'Engineers');
      await hand.type(field(hand, 'Attribute'), 'profile.department');
      await hand.type(field(hand, 'Value'), 'Engineering');
      await hand.page.getByText('3 people would belong').waitFor();
      await hand.enter();
      await hand.page.getByRole('heading', { name: 'Engineers' }).waitFor();
    },
  },
  'Change a rule, having seen who comes and who goes': {
    done: async (hand) => {
      await group(hand, 'Researchers');
      await hand.click(button(hand, 'Change the rule'));
      await hand.type(field(hand, 'Value'), 'Compilers');
      await hand.page.getByText(/would join/).waitFor();
      await hand.page.getByText('Leslie Lamport').waitFor();
      await hand.enter();
      await hand.page.getByText(/^Changed: /).waitFor();
    },
  },
  'Make an exception, with a reason and a last day': {
    done: async (hand) => {
      await group(hand, 'Researchers');
      await hand.click(button(hand, 'Make an exception'));
      await pick(hand, 'Who', 'knuth', /Donald Knuth/);
      await hand.type(field(hand, 'Reason'), 'Helps out');
      await hand.type(field(hand, 'Last day'), '2099-12-31');
      await hand.enter();
      await hand.page.getByRole('list', { name: 'Exceptions' }).getByText('Helps out.').waitFor();
    },
  },
  'Make a group for every value of an attribute': {
    done: async (hand) => {
      await hand.click(entry(hand, 'Groups'));
      await hand.click(hand.page.getByRole('link', { name: 'Templates' }));
      await hand.click(button(hand, 'New template'));
      await hand.type(field(hand, 'Attribute'), 'profile.location');
      await hand.page.getByText(/^Such as /).waitFor();
      await hand.enter();
      await hand.page.getByRole('list', { name: 'Templates' }).getByText('profile.location').waitFor();
    },
  },
  'Look up a refused sign-in by its words': {
    in: async () => entered,
    done: async (hand) => {
      await hand.click(entry(hand, 'Activity'));
      await hand.type(field(hand, 'Words of a sign-in page, or request id'), words);
      await hand.enter();
      await hand.page.getByText('What was tried').waitFor();
    },
  },
  'Have a group give a role': {
    as: 'owner',
    done: async (hand) => {
      await hand.click(entry(hand, 'Settings'));
      await hand.click(hand.page.getByRole('link', { name: 'Roles' }));
      await hand.click(button(hand, 'Give a role to a group'));
      await hand.type(field(hand, 'A part of the group’s name'), 'IT');
      await expect.poll(() => field(hand, 'Group').locator('option').allTextContents()).toEqual(['IT']);
      await hand.click(hand.page.getByRole('radio', { name: /^Admin/ }));
      await hand.enter();
      await hand.page.getByText('Admin, by the group').waitFor();
    },
  },
  'Sign somebody out everywhere': {
    done: async (hand) => {
      await visitor(account, 'manager');
      await hand.click(entry(hand, 'Settings'));
      await hand.click(hand.page.getByRole('link', { name: 'Sessions' }));
      await hand.click(button(hand, 'End all sessions of manager@example.com'));
      await hand.page.getByText('manager@example.com').waitFor({ state: 'detached' });
    },
  },
};

test('the guide promises twenty tasks, and each of them is done here', () => {
  expect(promised).toHaveLength(20);
  expect(Object.keys(tasks)).toEqual(promised.map(([task]) => task));
});

describe('as many clicks as the guide says are enough to', () => {
  test.each(promised)('%s (%i)', async (name, clicks) => {
    const task = tasks[name];
    const { page, context } = await visitor((await task?.in?.()) ?? account, task?.as);
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto('/');
    await page.getByRole('heading', { name: 'Overview', exact: true }).waitFor();
    const hand = new Hand(page);
    await task?.done(hand);
    expect(hand.clicks).toBe(clicks);
  });
});
