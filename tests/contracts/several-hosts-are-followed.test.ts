import { expect, test } from 'vitest';
import { administer, type DatabaseProduct, onEachServer } from '../support/databases.ts';
import { openDatabase } from '../support/open-storage.ts';
import { hurried, StoredAgents } from '../support/stored-agents.ts';
import { proxyTo, type TcpProxy } from '../support/tcp-proxy.ts';

type Hosts = readonly [first: TcpProxy, second: TcpProxy];

/** Two addresses of one server: what is written to one of them is there behind the other. */
async function withHosts(
  product: DatabaseProduct,
  play: (stored: StoredAgents, hosts: Hosts, url: string) => Promise<void>,
): Promise<void> {
  const url = await product.freshUrl();
  const hosts: Hosts = [await proxyTo(url), await proxyTo(url)];
  const [first, second] = hosts.map((proxy) => new URL(proxy.url));
  const both = first?.href.replace(first.host, `${first.host},${second?.host}`) ?? '';
  const open = openDatabase(both, 4);
  try {
    await open.storage.migrate();
    await play(new StoredAgents(open), hosts, url);
  } finally {
    await open.storage.close();
    for (const proxy of hosts) await proxy.close();
  }
}

onEachServer('A database URL of several hosts', (product) => {
  test('leads to the first that takes writes, and to the next when that one is away, whatever is under way', () =>
    withHosts(product, async (stored, [first, second]) => {
      await stored.provision();
      const sent = second.sent();
      const writing = Array.from({ length: 8 }, () => stored.provision());
      first.cut();
      const outcomes = await Promise.allSettled(writing);
      const made = outcomes.filter(({ status }) => status === 'fulfilled').length;
      for (const outcome of outcomes) {
        // Nobody knows of a commit that was cut; all else is run again.
        if (outcome.status === 'rejected')
          expect(outcome.reason).toMatchObject({ trouble: 'outcomeUnknown', retryAfterSeconds: 5 });
      }
      expect(second.sent()).toBeGreaterThan(sent);
      await stored.provision();
      const { length } = await stored.actions();
      expect(length).toBeGreaterThanOrEqual(made + 2);
      expect(length).toBeLessThanOrEqual(outcomes.length + 2);
    }));

  test.each(['version()', 'SET SESSION', 'INSERT'])(
    'leaves a server that becomes silent at %s when another one is there, and waits for no answer of it',
    (text) =>
      withHosts(product, async ({ caller }, [first, second], url) => {
        const [one, other] = [new URL(first.url), new URL(second.url)];
        const open = openDatabase(url.replace(new URL(url).host, `${one.host},${other.host}`), 4);
        first.silenceAt(text);
        const begun = performance.now();
        try {
          await new StoredAgents(open, caller).provision();
          expect(first.isSilent()).toBe(true);
          // A statement, or an opening, would be waited for ten seconds.
          expect(performance.now() - begun).toBeLessThan(5_000);
        } finally {
          await open.storage.close();
        }
      }),
  );

  test('goes back to the first when that one is there again, so that all processes write to the same', () =>
    withHosts(product, async (stored, [first, second], url) => {
      first.cut();
      await stored.provision();
      first.restore();
      const idle = async () => {
        const before = second.sent();
        await stored.provision();
        return second.sent() - before;
      };
      await expect.poll(idle).toBeLessThanOrEqual(2);
      // The connections to the other one have ended, but for that which asks whether it takes writes.
      const ofThisDatabase =
        'SELECT id AS id FROM information_schema.processlist WHERE db = DATABASE() AND id <> CONNECTION_ID()';
      await expect
        .poll(async () => ((await administer(url, ofThisDatabase)) as unknown[]).length)
        .toBeLessThanOrEqual(4);
    }));

  test('finds its server when the first is away from the start, migrations included', async () => {
    const url = new URL(await product.freshUrl());
    const open = openDatabase(url.href.replace(url.host, `127.0.0.1:1,${url.host}`), 2);
    expect(await open.storage.migrate()).not.toEqual([]);
    await new StoredAgents(open).provision();
    await open.storage.ping();
    await open.storage.close();
  });

  test('is unavailable where none takes writes, and operators are told of each why', () =>
    withHosts(product, async ({ open, caller }, hosts) => {
      for (const host of hosts) host.cut();
      const told = await new StoredAgents(open, hurried(caller, 800))
        .provision()
        .catch((error: unknown) => error);
      expect(told).toMatchObject({ name: 'StorageUnavailable', trouble: 'unreachable' });
      await expect(open.storage.ping()).rejects.toMatchObject({ trouble: 'unreachable' });
      const { cause } = (await open.storage.ping().catch((error: unknown) => error)) as Error;
      expect(cause).toMatchObject({
        code: 'NO_PRIMARY',
        message: expect.stringMatching(/127\.0\.0\.1:\d+.*127/),
      });
    }));

  test('is told as unusable at once where a server refuses the password', async () => {
    const url = new URL(await product.freshUrl());
    url.password = 'wrong';
    const open = openDatabase(url.href.replace(url.host, `${url.host},127.0.0.1:1`), 2);
    await expect(new StoredAgents(open).provision()).rejects.toMatchObject({ trouble: 'unusable' });
    await open.storage.close();
  });
});
