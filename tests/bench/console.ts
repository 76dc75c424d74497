// `npm run bench:console`: how long each page of the console takes until it can be used, in Chromium, at 100,000 agents, how
// long requests of the table of people take meanwhile, and how long all of them take that this table can make.
//
// `--pages=false` leaves out the pages. BENCH_DATABASE_URL names an empty MySQL database; otherwise the database is SQLite's.
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { launchChromium } from '../support/chromium.ts';
import { startMysql } from './bench-mysql.ts';
import { makeSqliteFiles } from './bench-sqlite.ts';
import { median } from './measurement.ts';
import { describedPerson, measurePeopleTable, peopleTable } from './people-table.ts';
import { newAgents, seedAccount } from './seed.ts';
import { runVerb, startRollcall } from './targets.ts';

const { values: options } = parseArgs({
  options: {
    agents: { type: 'string', default: '100000' },
    rounds: { type: 'string', default: '5' },
    pages: { type: 'string', default: 'true' },
  },
});
const agentsCount = Number(options.agents);
const rounds = Number(options.rounds);
const owner = 'owner@example.com';
const databaseConnections = 10;

interface Visit {
  readonly name: string;
  readonly path: string;
  /** Who sees it can use the page. */
  readonly usable: string;
}

/** What somebody does on the page of people, and what shows that it is done. */
interface Deed {
  readonly name: string;
  readonly path: string;
  readonly usable: string;
  readonly act: (page: Page, round: number) => Promise<unknown>;
}

const shown = '100 shown';
const deeds: readonly Deed[] = [
  {
    ...{ name: 'People: type a name', path: '/people', usable: shown },
    act: async (page, round) => {
      const userName = `seed-${(round + 1) * 1117}@example.com`;
      await page.getByLabel('Name or address').fill(userName);
      await page.getByText('1 in all.').waitFor();
    },
  },
  {
    ...{ name: 'People: type what all begin with', path: '/people', usable: shown },
    act: async (page) => {
      await page.getByLabel('Name or address').fill('test');
      await page.waitForURL('**/people?q=test');
      await page.getByText(shown).waitFor();
    },
  },
  {
    ...{ name: 'People: sort', path: '/people', usable: shown },
    act: async (page) => {
      await page.getByRole('button', { name: 'Changed' }).click();
      await page.getByText('↑').waitFor();
      await page.getByText(shown).waitFor();
    },
  },
  {
    ...{ name: 'People: those who are deactivated', path: '/people', usable: shown },
    act: async (page) => {
      await page.getByLabel('Status').selectOption('Deactivated');
      await page.waitForURL('**/people?status=deactivated');
      await page.getByText(shown).waitFor();
    },
  },
  {
    ...{ name: 'People: scroll to the next page', path: '/people', usable: shown },
    act: async (page) => {
      await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
      await page.getByText('200 shown').waitFor();
    },
  },
  {
    ...{ name: 'Find or go to: type a name', path: '/', usable: 'The roll' },
    act: async (page, round) => {
      const userName = `seed-${(round + 1) * 2221}@example.com`;
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox').fill(userName);
      await page.getByRole('option', { name: userName }).waitFor();
    },
  },
];

interface Figures {
  readonly name: string;
  readonly milliseconds: readonly number[];
}

const server = process.env.BENCH_DATABASE_URL === undefined ? makeSqliteFiles() : await startMysql();
const { url } = server.rollcall;
await runVerb(url, ['migrate']);
const opening = ['account', 'create', '--name', 'Bench', '--sso-issuer', 'https://bench.okta.example'];
const { id = '' } = await runVerb(url, opening);
const { token = '' } = await runVerb(url, ['token', 'create', '--account', id, '--name', 'Okta']);
await runVerb(url, ['owner', 'name', owner, '--account', id]);
const { link = '' } = await runVerb(url, ['sign-in-link', '--account', id, '--owner', owner]);
const reading = ['token', 'create', '--account', id, '--name', 'table', '--scopes', 'admin:read'];
const { token: readerToken = '' } = await runVerb(url, reading);
const target = await startRollcall(url, databaseConnections);
const agents = newAgents(agentsCount);
const figures: Figures[] = [];
try {
  await seedAccount(server.rollcall, { target, token, id }, agents, describedPerson(agentsCount));
  process.stderr.write(`${agentsCount} agents are there\n`);
  if (options.pages === 'true') figures.push(...(await measurePages()));
  const requests = await measurePeopleTable(target, readerToken, agentsCount, rounds);
  for (const figure of ['middle', 'longest'] as const)
    process.stdout.write(`${peopleTable(requests, figure)}\n`);
  const milliseconds = requests.flatMap((request) => request.milliseconds);
  figures.push({ name: 'requests that the table can make', milliseconds });
} finally {
  await target.stop();
  await server.stop();
}
for (const { name, milliseconds } of figures) {
  const [middle, longest] = [median(milliseconds), Math.max(...milliseconds)].map(Math.round);
  process.stdout.write(`${name.padEnd(40)} ${String(middle).padStart(6)} ${String(longest).padStart(6)}\n`);
}

async function measurePages(): Promise<readonly Figures[]> {
  const measured: Figures[] = [];
  const browser = await launchChromium();
  try {
    const origin = new URL(target.baseUrl).origin;
    const page = await (await browser.newContext({ baseURL: origin })).newPage();
    await page.goto(new URL(link).pathname + new URL(link).hash);
    await page.getByRole('button').first().click();
    await page.getByText('The roll').waitFor();
    const asked: number[] = [];
    page.on('requestfinished', (request) => {
      if (!new URL(request.url()).pathname.endsWith('/api/v1/agents')) return;
      const { requestStart, responseEnd } = request.timing();
      asked.push(responseEnd - requestStart);
    });
    for (const visit of await visitsOf(page)) measured.push(await measure(page, visit));
    for (const deed of deeds) measured.push(await measure(page, deed));
    measured.push({ name: 'requests of the table of people', milliseconds: asked });
  } finally {
    await browser.close();
  }
  return measured;
}

/** Each page, some of somebody or of a group of everybody. */
async function visitsOf(page: Page): Promise<readonly Visit[]> {
  const body = { displayName: 'Everybody', text: 'active eq true' };
  const group = await page.evaluate(async (made) => {
    const answer = await fetch('/api/v1/rule-groups', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Rollcall-Request': 'bench' },
      body: JSON.stringify(made),
    });
    const { group } = (await answer.json()) as { readonly group: { readonly id: string } };
    return group.id;
  }, body);
  const person = agents[Math.floor(agentsCount / 2)]?.id ?? '';
  return [
    { name: 'Overview', path: '/', usable: 'The roll' },
    { name: 'Okta set-up', path: '/okta-set-up', usable: 'SCIM connector base URL' },
    { name: 'People', path: '/people', usable: shown },
    { name: 'A person', path: `/people/${person}`, usable: 'The rule decides' },
    { name: 'Groups', path: '/groups', usable: 'Everybody' },
    { name: 'A group of everybody', path: `/groups/${group}`, usable: shown },
    { name: 'Activity', path: '/activity', usable: 'made the group' },
    { name: 'Activity: requests', path: '/activity?log=requests', usable: 'ago' },
    { name: 'Connections', path: '/connections', usable: 'Last used' },
    { name: 'Settings: attributes', path: '/settings', usable: 'profile.location' },
    {
      name: 'Settings: an attribute with its values',
      path: '/settings?attribute=location',
      usable: 'people have it',
    },
    { name: 'Settings: roles', path: '/settings?part=roles', usable: 'has assigned nobody' },
    { name: 'Settings: sessions', path: '/settings?part=sessions', usable: 'Everybody’s sessions' },
    { name: 'Settings: account', path: '/settings?part=account', usable: 'Push and import groups' },
  ];
}

async function measure(page: Page, { name, path, usable, ...rest }: Visit | Deed): Promise<Figures> {
  const act = 'act' in rest ? rest.act : undefined;
  const milliseconds: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    let begun = performance.now();
    await page.goto(path);
    await page.getByText(usable).first().waitFor();
    if (act !== undefined) {
      begun = performance.now();
      await act(page, round);
    }
    milliseconds.push(performance.now() - begun);
  }
  process.stderr.write(`${name}: ${milliseconds.map(Math.round).join(' ')}\n`);
  return { name, milliseconds };
}
