import { describe, expect, test } from 'vitest';
import { settings } from '../../../config/setting.ts';
import { sqlite } from '../../support/databases.ts';
import { basic, errorSchema, type ScimAnswer, type ScimClient, user } from '../../support/scim-client.ts';
import { serverOn, TestServer } from '../../support/start-server.ts';

async function statusesOf(client: ScimClient, count: number): Promise<readonly number[]> {
  const statuses: number[] = [];
  for (let request = 0; request < count; request++)
    statuses.push((await client.get('/Users?count=0')).status);
  return statuses;
}

const times = (count: number, status: number): number[] => Array(count).fill(status);

function expectTooMany({ status, headers, body }: ScimAnswer): void {
  expect(status).toBe(429);
  expect(body).toMatchObject({
    schemas: [errorSchema],
    status: '429',
    detail: expect.stringMatching(/too many/i),
  });
  // Okta reads whole seconds, and waits five minutes for anything else.
  expect(Number(headers['retry-after'])).toBeGreaterThanOrEqual(1);
  expect(Number(headers['retry-after'])).toBeLessThanOrEqual(10);
  expect(headers['retry-after']).toMatch(/^\d+$/);
}

describe('With ten requests in ten seconds for a token, and twenty for an account', () => {
  const server = serverOn(sqlite, { tokenRequestsPerSecondMax: 1, accountRequestsPerSecondMax: 2 });

  test('a token that asks more often is told when to come again, and nobody else is', async () => {
    const account = await server().openAccount();
    const other = await server().openAccount('Other');
    const second = account.client.with({ Authorization: basic((await account.issueToken()).text) });
    const first = await account.client.get('/Users');
    expect(first.headers['ratelimit-policy']).toBe('"token";q=10;w=10, "account";q=20;w=10');
    expect(first.headers.ratelimit).toBe('"token";r=9;t=10, "account";r=19;t=10');
    expect(await statusesOf(account.client, 9)).toEqual(times(9, 200));
    expectTooMany(await account.client.post('/Users', user('ada@example.com')));
    // What was refused for the token's sake costs the account nothing.
    expect(await statusesOf(second, 10)).toEqual(times(10, 200));
    const third = account.client.with({ Authorization: basic((await account.issueToken()).text) });
    const refused = await third.get('/Users');
    expectTooMany(refused);
    expect(refused.headers.ratelimit).toMatch(/^"token";r=9;t=10, "account";r=0;t=\d+$/);
    expect(await statusesOf(other.client, 10)).toEqual(times(10, 200));
  });
});

describe('With ten requests in ten seconds for whoever is not known', () => {
  const server = serverOn(sqlite, { unknownRequestsPerSecondMax: 1, tokenCacheSeconds: 0 });

  test('wrong tokens are refused unseen after them, and a token that was right goes on working', async () => {
    const account = await server().openAccount();
    const late = await server().openAccount('Late');
    const altered = account.token.text.replace(/.{4}$/, 'AAAA');
    const wrong = account.client.with({ Authorization: `Bearer ${altered}` });
    expect(await statusesOf(account.client, 20)).toEqual(times(20, 200));
    expect(await statusesOf(wrong, 10)).toEqual(times(10, 401));
    const refused = await wrong.get('/Users');
    expectTooMany(refused);
    expect(refused.headers['ratelimit-policy']).toBe('"address";q=10;w=10');
    expectTooMany(await account.client.with({}).get('/Users'));
    expectTooMany(await account.client.with({}).get('/ServiceProviderConfig'));
    expectTooMany(await late.client.get('/Users'));
    expect(await statusesOf(account.client, 5)).toEqual(times(5, 200));
    await server().application.revokeToken(account.caller, { id: account.token.token.state.id });
    expect((await account.client.get('/Users')).status).toBe(401);
    expectTooMany(await account.client.get('/Users'));
  });
});

describe('Behind a trusted proxy, whoever is not known', () => {
  const server = serverOn(sqlite, { unknownRequestsPerSecondMax: 1, trustProxy: true });

  test.each([
    ['192.0.2.1', '192.0.2.1', '192.0.2.2'],
    ['2001:db8::1', '2001:db8:0:0:ffff::2', '2001:db8:0:1::1'],
  ])('is told by the address %s, and of IPv6 by the network', async (from, same, other) => {
    const { client } = await server().openAccount();
    const at = (address: string) => client.with({ 'X-Forwarded-For': address });
    expect(await statusesOf(at(from), 10)).toEqual(times(10, 401));
    expectTooMany(await at(same).get('/Users'));
    expect((await at(other).get('/Users')).status).toBe(401);
  });
});

/** What `WholeNumber` says a setting may be. */
const bounded = settings.flatMap(({ property, expected }) => {
  const [, min, max] = /^a whole number from (\d+) to (\d+)$/.exec(expected) ?? [];
  return min === undefined || property === 'port' ? [] : [{ property, min: Number(min), max: Number(max) }];
});

test.each(['min', 'max'] as const)(
  'every setting at its %s at once leaves a service that works',
  async (end) => {
    expect(bounded.length).toBeGreaterThan(8);
    const options = Object.fromEntries(bounded.map((setting) => [setting.property, setting[end]]));
    const server = await TestServer.start(await sqlite.freshUrl(), { ...options, stopSecondsMax: 5 });
    const { client } = await server.openAccount();
    const { id } = await client.create('ada@example.com');
    const answers = await Promise.all([
      client.get(`/Users/${id}`),
      client.get('/Users'),
      client.get('/Schemas'),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    await server.stop();
  },
);

test('by default, more than Okta and Entra send at once and in a second is no matter', async () => {
  const server = await TestServer.start(await sqlite.freshUrl());
  const { client } = await server.openAccount();
  const all = await Promise.all(Array.from({ length: 400 }, () => client.get('/Users?count=0')));
  expect(new Set(all.map(({ status }) => status))).toEqual(new Set([200]));
  await server.stop();
});
