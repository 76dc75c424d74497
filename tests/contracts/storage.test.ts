import { expect, test } from 'vitest';
import { dataSourceOf } from '../../src/adapters/typeorm-persistence/data-source.ts';
import { openStorage } from '../../src/adapters/typeorm-persistence/open-storage.ts';
import { onEachDatabase, onEachServer } from '../support/databases.ts';
import { StoredAgents } from '../support/stored-agents.ts';
import { proxyTo } from '../support/tcp-proxy.ts';

onEachDatabase('storage', (product) => {
  test('is migrated once, by whichever of several processes comes first', async () => {
    const url = await product.freshUrl();
    const processes = [1, 2, 3].map(() => openStorage({ url, connectionsMax: 2 }).storage);
    const [first] = processes;
    expect((await first?.inspect())?.pendingMigrations).not.toEqual([]);
    const run = await Promise.all(processes.map((each) => each.migrate()));
    expect(run.flat()).toEqual([...new Set(run.flat())]);
    expect(run.flat()).not.toEqual([]);
    expect(await first?.inspect()).toMatchObject({
      product: expect.stringMatching(`^${product.name} \\d+\\.\\d+`),
      pendingMigrations: [],
    });
    await Promise.all(processes.map((each) => each.close()));
  });

  test('tells where it is without its password, and the time it has', async () => {
    const url = await product.freshUrl();
    const { storage } = openStorage({ url, connectionsMax: 2 });
    const { location, clock } = await storage.inspect();
    const password = url.startsWith('sqlite:') ? undefined : new URL(url).password;
    if (password) expect(location).not.toContain(`:${password}@`);
    expect(Math.abs(Date.parse(clock) - Date.now())).toBeLessThan(60_000);
    await storage.close();
  });

  test('is what it was before when every migration is undone', async () => {
    const dataSource = await dataSourceOf(await product.freshUrl()).initialize();
    const tables = async () => {
      const runner = dataSource.createQueryRunner();
      try {
        return await Promise.all(
          ['accounts', 'api_tokens', 'agents', 'agent_values', 'journal'].map((name) =>
            runner.hasTable(name),
          ),
        );
      } finally {
        await runner.release();
      }
    };
    await dataSource.runMigrations();
    expect(await tables()).toEqual(Array(5).fill(true));
    for (const _ of dataSource.migrations) await dataSource.undoLastMigration();
    expect(await tables()).toEqual(Array(5).fill(false));
    await dataSource.runMigrations();
    expect(await tables()).toEqual(Array(5).fill(true));
    await dataSource.destroy();
  });
});

onEachServer('a database behind a network', (product) => {
  async function behindProxy<Result>(
    work: (stored: StoredAgents, proxy: Awaited<ReturnType<typeof proxyTo>>) => Promise<Result>,
  ) {
    const proxy = await proxyTo(await product.freshUrl());
    const open = openStorage({ url: proxy.url, connectionsMax: 1 });
    try {
      await open.storage.migrate();
      return await work(new StoredAgents(open), proxy);
    } finally {
      await open.storage.close();
      await proxy.close();
    }
  }

  test('that goes away is unavailable, and available again when it is back', () =>
    behindProxy(async (stored, proxy) => {
      const agent = await stored.provision();
      proxy.cut();
      const unavailable = { name: 'StorageUnavailable', retryAfterSeconds: expect.any(Number) };
      await expect(stored.find(agent.state.id)).rejects.toMatchObject(unavailable);
      await expect(stored.provision()).rejects.toMatchObject(unavailable);
      await expect(stored.open.storage.ping()).rejects.toMatchObject(unavailable);
      await expect(stored.open.storage.inspect()).rejects.toMatchObject(unavailable);
      proxy.restore();
      expect(await stored.find(agent.state.id)).toEqual(agent);
      await stored.provision();
      expect(await stored.actions()).toHaveLength(2);
    }));

  test('that need not be there when it is opened', async () => {
    const proxy = await proxyTo(await product.freshUrl());
    proxy.cut();
    const { storage } = openStorage({ url: proxy.url, connectionsMax: 1 });
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
      await expect(stored.provision()).rejects.toMatchObject({ name: 'StorageUnavailable' });
      expect(await stored.actions()).toHaveLength(1);
    }));

  test('does nothing twice when the connection breaks after the commit', () =>
    behindProxy(async (stored, proxy) => {
      await stored.provision();
      proxy.cutAfter('COMMIT');
      await expect(stored.provision()).rejects.toMatchObject({ name: 'StorageUnavailable' });
      expect(await stored.actions()).toHaveLength(2);
    }));

  test('is asked again by itself when the connection breaks in the middle of the work', () =>
    behindProxy(async (stored, proxy) => {
      await stored.provision();
      proxy.cutBefore('agent-in-the-middle@example.com');
      await stored.provision({ userName: 'agent-in-the-middle@example.com' });
      expect(await stored.actions()).toHaveLength(2);
    }));

  test('is asked three times for a create, once for a read, four times for an update', () =>
    behindProxy(async (stored, proxy) => {
      const agent = await stored.provision({ profile: { a: 0 } });
      const { id, userName } = agent.state;
      const byUserName = () =>
        stored.open.unitOfWork.read(stored.caller, (scope) =>
          scope.agents.list({ kind: 'equals', field: 'userName', value: userName }, 0, 100),
        );
      const update = (a: number) => stored.revise(id, () => ({ profile: { a } }));
      const asked = async (work: () => Promise<unknown>) => {
        const before = proxy.sent();
        await work();
        return proxy.sent() - before;
      };
      // Once before, so that the statements are prepared on their connections.
      for (const work of [() => stored.find(id), byUserName, () => update(1)]) await work();
      expect({
        create: await asked(() => stored.provision()),
        'read by id': await asked(() => stored.find(id)),
        'userName eq': await asked(byUserName),
        update: await asked(() => update(2)),
        'no change': await asked(() => update(2)),
      }).toEqual({ create: 3, 'read by id': 1, 'userName eq': 1, update: 4, 'no change': 2 });
    }));
});
