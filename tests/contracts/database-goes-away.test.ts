import { setTimeout as pause } from 'node:timers/promises';
import mysql from 'mysql2';
import { expect, test } from 'vitest';
import { cut, socketOf } from '../../src/adapters/typeorm-persistence/dialects/mysql/cut-connection.ts';
import { equals } from '../../src/criteria/criteria.ts';
import { agentFields } from '../../src/domain/agent/agent-fields.ts';
import { administer, endConnections, onEachServer } from '../support/databases.ts';
import { openDatabase } from '../support/open-storage.ts';
import { hurried, provisioning, StoredAgents } from '../support/stored-agents.ts';
import { proxyTo } from '../support/tcp-proxy.ts';

const outcomeUnknown = {
  name: 'StorageUnavailable',
  message: expect.stringContaining('may or may not have been made'),
};

const logInto = (logged: Record<string, unknown>[]) => ({
  warn: (_: string, details: Readonly<Record<string, unknown>> = {}) => void logged.push(details),
  error: () => undefined,
});

const soon = ({ open, caller }: StoredAgents, milliseconds = 500): StoredAgents =>
  new StoredAgents(open, hurried(caller, milliseconds));

onEachServer('a database behind a network', (product) => {
  async function behindProxy<Result>(
    work: (
      stored: StoredAgents,
      proxy: Awaited<ReturnType<typeof proxyTo>>,
      logged: readonly Record<string, unknown>[],
    ) => Promise<Result>,
  ) {
    const logged: Record<string, unknown>[] = [];
    const proxy = await proxyTo(await product.freshUrl());
    const open = openDatabase(proxy.url, 1, logInto(logged));
    try {
      await open.storage.migrate();
      return await work(new StoredAgents(open), proxy, logged);
    } finally {
      await open.storage.close();
      await proxy.close();
    }
  }

  test('that goes away is unavailable, and available again when it is back', () =>
    behindProxy(async (stored, proxy, logged) => {
      const agent = await stored.provision();
      proxy.cut();
      const unavailable = {
        name: 'StorageUnavailable',
        retryAfterSeconds: expect.any(Number),
        message: expect.stringContaining('Nothing has changed'),
      };
      await expect(soon(stored).find(agent.state.id)).rejects.toMatchObject(unavailable);
      await expect(soon(stored).provision()).rejects.toMatchObject(unavailable);
      expect(logged).toMatchObject([
        { failure: 'unreachable', cause: expect.any(String), requestId: stored.caller.requestId },
        { failure: 'unreachable', tries: expect.any(Number), accountId: stored.caller.accountId },
      ]);
      await expect(stored.open.storage.ping()).rejects.toMatchObject(unavailable);
      await expect(stored.open.storage.inspect()).rejects.toMatchObject(unavailable);
      proxy.restore();
      expect(await stored.find(agent.state.id)).toEqual(agent);
      await stored.provision();
      expect(await stored.actions()).toHaveLength(2);
    }));

  test('that is away for a while, as during a failover, is waited for', () =>
    behindProxy(async (stored, proxy, logged) => {
      const agent = await stored.provision();
      proxy.cut();
      const waiting = [stored.find(agent.state.id), stored.provision()];
      await new Promise((resolve) => setTimeout(resolve, 1500));
      proxy.restore();
      expect(await Promise.all(waiting)).toMatchObject([agent, { state: { version: 1 } }]);
      expect(logged).toEqual([]);
    }));

  test('that becomes silent ends a read and a write with their deadline, and nothing has changed', () =>
    behindProxy(async (stored, proxy, logged) => {
      const agent = await stored.provision();
      await stored.find(agent.state.id);
      proxy.silence();
      const tooSlow = { name: 'StorageUnavailable', message: expect.stringContaining('too long') };
      const both = soon(stored);
      const work = [both.find(agent.state.id), both.provision()];
      for (const each of work) await expect(each).rejects.toMatchObject(tooSlow);
      // On connections that are made anew, which get no answer either.
      await expect(soon(stored).find(agent.state.id)).rejects.toMatchObject(tooSlow);
      expect(logged.map(({ failure, tries }) => [failure, tries])).toEqual(Array(3).fill(['tooSlow', 1]));
    }));

  test('that becomes silent while a statement is prepared is not waited for', () =>
    behindProxy(async (stored, proxy) => {
      await stored.provision();
      proxy.silenceAt('SELECT');
      const found = soon(stored).find(stored.caller.accountId as never);
      await expect(found).rejects.toMatchObject({ name: 'StorageUnavailable' });
    }));

  test('that becomes silent during the commit leaves open what has happened', () =>
    behindProxy(async (stored, proxy) => {
      await stored.provision();
      proxy.silenceAt('COMMIT');
      await expect(stored.provision()).rejects.toMatchObject(outcomeUnknown);
    }));

  test('that has become silent is let go of', async () => {
    const proxy = await proxyTo(await product.freshUrl());
    const open = openDatabase(proxy.url, 2);
    await open.storage.migrate();
    const stored = new StoredAgents(open);
    await stored.provision();
    proxy.silence();
    const unanswered = stored.provision().catch((error: unknown) => error);
    await open.storage.close();
    expect(await unanswered).toMatchObject({ name: 'StorageUnavailable' });
    await proxy.close();
  });

  test('that takes longer than it may over a question is not asked again', () =>
    behindProxy(async ({ caller, open }, proxy, logged) => {
      let runs = 0;
      const slow = open.unitOfWork.read(hurried(caller, 20_000), async () => {
        runs += 1;
        throw Object.assign(new Error('Query execution was interrupted'), { errno: 3024, sql: 'secret' });
      });
      await expect(slow).rejects.toMatchObject({
        name: 'StorageUnavailable',
        message: expect.stringContaining('too long'),
      });
      expect([runs, logged]).toMatchObject([1, [{ failure: 'tooSlow', errno: 3024 }]]);
      expect(JSON.stringify(logged)).not.toContain('secret');
      expect(proxy.url).toBeDefined();
    }));

  test('that is away until the deadline is told as away, though the last run had no time', () =>
    behindProxy(async ({ caller, open }, _, logged) => {
      let runs = 0;
      const away = open.unitOfWork.read(hurried(caller, 200), async () => {
        runs += 1;
        if (runs === 1) throw Object.assign(new Error('read-only'), { errno: 1290 });
        return new Promise(() => undefined);
      });
      await expect(away).rejects.toMatchObject({ name: 'StorageUnavailable', trouble: 'unreachable' });
      expect([runs, logged]).toMatchObject([2, [{ failure: 'unreachable', errno: 1290 }]]);
    }));

  test('that refuses the password is mended by an operator, who is told why', async () => {
    const url = new URL(await product.freshUrl());
    url.password = 'wrong';
    const logged: Record<string, unknown>[] = [];
    const open = openDatabase(url.href, 1, logInto(logged));
    await expect(new StoredAgents(open).provision()).rejects.toMatchObject({
      name: 'StorageUnavailable',
      message: expect.stringMatching(/operator.*Nothing has changed/),
    });
    expect(logged).toMatchObject([
      { failure: 'unusable', tries: 1, cause: expect.stringContaining('denied') },
    ]);
    expect(JSON.stringify(logged)).not.toContain('wrong');
    await open.storage.close();
  });

  test('ends every connection, and nobody notices', () =>
    behindProxy(async (stored, { url }) => {
      await stored.provision();
      await stored.actions();
      // One that reads, one that writes, and one that numbers the journal, unless the server has ended it already.
      const ended = await endConnections(
        (asked) => administer(url, asked),
        'db = DATABASE() AND id <> CONNECTION_ID()',
      );
      expect(ended).toBeGreaterThanOrEqual(2);
      await stored.provision();
      expect(await stored.actions()).toHaveLength(2);
    }));

  test('that closes a connection at the moment at which it is cut keeps nobody waiting', async () => {
    const connection = mysql.createConnection((await product.freshUrl()).replace('mariadb:', 'mysql:'));
    await new Promise((resolve) => connection.query('SELECT 1', resolve));
    const begun = performance.now();
    const told = new Promise((resolve) => connection.query('SELECT SLEEP(20)', (error) => resolve(error)));
    // As when the other side has closed, before the driver is told.
    socketOf(connection).destroy();
    cut(connection);
    expect(await told).toMatchObject({ code: 'PROTOCOL_CONNECTION_LOST' });
    expect(performance.now() - begun).toBeLessThan(10_000);
  });

  test('that need not be there when it is opened', async () => {
    const proxy = await proxyTo(await product.freshUrl());
    proxy.cut();
    const { storage } = openDatabase(proxy.url, 1);
    await expect(storage.migrate()).rejects.toMatchObject({ name: 'StorageUnavailable' });
    proxy.restore();
    expect(await storage.migrate()).not.toEqual([]);
    await storage.close();
    await proxy.close();
  });

  test('loses nothing and does nothing twice when the connection breaks before the commit', () =>
    behindProxy(async (stored, proxy) => {
      await stored.provision();
      proxy.cutBefore('COMMIT');
      // The server never got the commit; the client cannot know that, and so says that it does not know.
      await expect(stored.provision()).rejects.toMatchObject(outcomeUnknown);
      expect(await stored.actions()).toHaveLength(1);
    }));

  test('does nothing twice when the connection breaks after the commit', () =>
    behindProxy(async (stored, proxy) => {
      await stored.provision();
      proxy.cutAfter('COMMIT');
      await expect(stored.provision()).rejects.toMatchObject(outcomeUnknown);
      expect(await stored.actions()).toHaveLength(2);
    }));

  test('is asked again by itself when the connection breaks in the middle of the work', () =>
    behindProxy(async (stored, proxy) => {
      await stored.provision();
      proxy.cutBefore('agent-in-the-middle@example.com');
      await stored.provision({ userName: 'agent-in-the-middle@example.com' });
      expect(await stored.actions()).toHaveLength(2);
    }));

  test('is asked again by itself for creates that are done together where a connection that nobody used for a second is gone', async () => {
    const proxy = await proxyTo(await product.freshUrl());
    const open = openDatabase(proxy.url, 2);
    await open.storage.migrate();
    const { unitOfWork } = open;
    const { caller } = new StoredAgents(open);
    const provision = (userName: string) =>
      unitOfWork.transact(caller, ({ agents }) => agents.store(provisioning(caller, { userName })), userName);
    const three = (name: string) =>
      Promise.all([1, 2, 3].map((one) => provision(`${name}-${one}@example.com`)));
    await three('before');
    await pause(1_100);
    // The first goes alone, and the others together.
    proxy.cutBefore('after-3@example.com');
    await three('after');
    expect(proxy.isToCut()).toBe(false);
    expect(await new StoredAgents(open, caller).actions()).toHaveLength(6);
    await open.storage.close();
    await proxy.close();
  });

  test('is asked twice for a create, once for a read, twice for an update', () =>
    behindProxy(async (stored, proxy) => {
      const agent = await stored.provision({ profile: { a: 0 } });
      const { id, userName } = agent.state;
      const byUserName = () => stored.list({ criteria: equals(agentFields.userName, userName) });
      const update = (a: number) => stored.revise(id, () => ({ profile: { a } }));
      const asked = async (work: () => Promise<unknown>) => {
        const before = proxy.sent();
        await work();
        return proxy.sent() - before;
      };
      // Once before, so that the statements are prepared on their connections.
      const once = [() => stored.provision(), () => stored.find(id), byUserName, () => update(1)];
      for (const work of once) await work();
      expect({
        create: await asked(() => stored.provision()),
        'read by id': await asked(() => stored.find(id)),
        'userName eq': await asked(byUserName),
        update: await asked(() => update(2)),
        'no change': await asked(() => update(2)),
      }).toEqual({ create: 2, 'read by id': 1, 'userName eq': 1, update: 2, 'no change': 2 });
    }));

  test('is asked a few times for 250 agents that are provisioned together', () =>
    behindProxy(async (stored, proxy) => {
      const provision = () =>
        stored.open.unitOfWork.transact(stored.caller, ({ agents }) =>
          agents.storeProvisioned(Array.from({ length: 250 }, () => provisioning(stored.caller))),
        );
      // Once before, so that the statements are prepared.
      await provision();
      const before = proxy.sent();
      await provision();
      // Two messages, of which the longer comes in several pieces.
      expect(proxy.sent() - before).toBeLessThanOrEqual(10);
    }));
});
