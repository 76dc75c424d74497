import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { sqlite } from '../../support/databases.ts';
import { basic, patchOf, user } from '../../support/scim-client.ts';
import { Scraped } from '../../support/scraped.ts';
import { serverOn, type TestAccount } from '../../support/start-server.ts';

const server = serverOn(sqlite, { metricsListen: '127.0.0.1:0', unknownRequestsPerSecondMax: 10_000 });
let account: TestAccount;
beforeAll(async () => {
  account = await server().openAccount('Initech Holdings');
});

/** A word that stands in no name of a metric. */
const word = fc.stringMatching(/^[a-z]{6}[0-9]{4}[a-z]{4}$/);

const places = {
  userName: (text: string) => account.client.post('/Users', user(`${text}@example.com`)),
  name: (text: string) => account.client.post('/Users', user(`${text}@x.example`, { displayName: text })),
  path: (text: string) => account.client.get(`/Users/${text}`),
  'path below no surface': (text: string) => account.client.with({}, server().baseUrl('')).get(`/${text}`),
  'path of the console': (text: string) =>
    account.client.with({}, server().baseUrl('')).get(`/people/${text}`),
  'path of sign-in': (text: string) => account.client.with({}, server().baseUrl('')).get(`/sign-in/${text}`),
  'path of the API': (text: string) =>
    account.client.with({}, server().baseUrl('/api/v1')).get(`/agents/${text}`),
  filter: (text: string) => account.client.get(`/Users?filter=userName%20eq%20%22${text}%22`),
  'custom attribute': (text: string) =>
    account.client.patch('/Users/x', patchOf({ op: 'add', path: `profile.${text}`, value: text })),
  group: (text: string) => account.client.post('/Groups', { displayName: text }),
  token: (text: string) => account.client.with({ Authorization: basic(text) }).get('/Users'),
  'User-Agent': (text: string) => account.client.get('/Users', { 'User-Agent': text }),
  'X-Request-Id': (text: string) => account.client.get('/Users', { 'X-Request-Id': text }),
} satisfies Record<string, (text: string) => Promise<unknown>>;

test.each(Object.entries(places))('whatever is sent as %s stands in no metric', async (_, send) => {
  await fc.assert(
    fc.asyncProperty(word, async (text) => {
      await send(text);
      expect((await Scraped.from(server().metricsPort)).text).not.toContain(text);
    }),
    { numRuns: 8 },
  );
});

test('neither do the ids of account, token and agent, nor the name of the account', async () => {
  const { body } = await account.client.post('/Users', user('somebody@example.com'));
  const { text } = await Scraped.from(server().metricsPort);
  const { id } = account.token.token.state;
  for (const value of [body.id, id, account.caller.accountId, 'Initech', '127.0.0.1', '@'])
    expect(text).not.toContain(value);
});

test('a client that calls itself something new each time makes no new series', async () => {
  const seriesOf = async () =>
    (await Scraped.from(server().metricsPort)).samples.filter(({ name }) => name.startsWith('rollcall_http'))
      .length;
  const ask = (index: number) =>
    account.client.get(`/Users/${index}`, { 'User-Agent': `client ${index}`, 'X-Request-Id': `r${index}` });
  await ask(0);
  const before = await seriesOf();
  for (let index = 1; index <= 100; index++) await ask(index);
  expect(await seriesOf()).toBe(before);
});
