import { expect, test, vi } from 'vitest';
import { ConcurrentChange } from '../../src/application/ports/storage-errors.ts';
import { administer, onEachDatabase, onEachServer } from '../support/databases.ts';
import { stageOn } from '../support/open-storage.ts';
import { hurried, provisioning, StoredAgents } from '../support/stored-agents.ts';

onEachDatabase('a unit of work', (product) => {
  const stage = stageOn(product);
  const agents = () => new StoredAgents(stage().storage);

  test('keeps nothing of what was written before it failed', async () => {
    const stored = agents();
    const change = provisioning(stored.caller);
    const failed = stored.open.unitOfWork.transact(stored.caller, async (scope) => {
      await scope.agents.store(change);
      throw new Error('half-way');
    });
    await expect(failed).rejects.toThrow('half-way');
    expect(await stored.find(change.state.state.id)).toBeUndefined();
    expect(await stored.journal()).toEqual([]);
  });

  test('writes no agent when the journal cannot be written', async () => {
    const stored = agents();
    const change = provisioning(stored.caller);
    await administer(stage().url, 'ALTER TABLE journal RENAME TO journal_away');
    try {
      await expect(stored.store(change)).rejects.toThrow();
      expect(await stored.find(change.state.state.id)).toBeUndefined();
    } finally {
      await administer(stage().url, 'ALTER TABLE journal_away RENAME TO journal');
    }
    await stored.store(change);
    expect(await stored.actions()).toEqual(['AgentProvisioned']);
  });

  test('that fails keeps what another committed meanwhile', async () => {
    const stored = agents();
    const [lost, kept] = [provisioning(stored.caller), provisioning(stored.caller)];
    let other: Promise<void> | undefined;
    const failed = stored.open.unitOfWork.transact(stored.caller, async (scope) => {
      await scope.agents.store(lost);
      other = stored.store(kept);
      await new Promise((resolve) => setTimeout(resolve, 50));
      throw new Error('half-way');
    });
    await expect(failed).rejects.toThrow('half-way');
    await other;
    expect(await stored.find(lost.state.state.id)).toBeUndefined();
    expect(await stored.find(kept.state.state.id)).toEqual(kept.state);
  });

  test('runs again when somebody else stored the same agent in between', async () => {
    const stored = agents();
    const agent = await stored.provision();
    let runs = 0;
    await stored.open.unitOfWork.transact(stored.caller, async (scope) => {
      runs += 1;
      if (runs === 1) throw new ConcurrentChange('in between');
      await scope.agents.store(agent.deactivate(agent.state.createdAt));
    });
    expect(runs).toBe(2);
    expect(await stored.actions()).toEqual(['AgentProvisioned', 'AgentDeactivated']);
  });

  test('locks what it reads when it runs again, so that the second run gets through', async () => {
    const stored = agents();
    const { id } = (await stored.provision()).state;
    let runs = 0;
    let other: Promise<void> | undefined;
    await stored.open.unitOfWork.transact(stored.caller, async (scope) => {
      runs += 1;
      const agent = await scope.agents.find(id);
      if (agent === undefined || runs === 1) throw new ConcurrentChange('in between');
      other ??= stored.revise(id, () => ({ displayName: 'other' }));
      await new Promise((resolve) => setTimeout(resolve, 100));
      await scope.agents.store(agent.revise({ ...agent.desired(), externalId: 'x' }, agent.state.createdAt));
    });
    await other;
    expect(runs).toBe(2);
    expect((await stored.find(id))?.state).toMatchObject({
      displayName: 'other',
      externalId: 'x',
      version: 3,
    });
  });

  test('that conflicts for ever ends with its deadline, as storage that is unavailable', async () => {
    const stored = agents();
    // The clock stands still: on a loaded machine the time may be over within a run, which is told otherwise.
    vi.useFakeTimers({ toFake: ['performance'] });
    try {
      const caller = hurried(stored.caller, 10_000);
      let runs = 0;
      const forever = stored.open.unitOfWork.transact(caller, async () => {
        runs += 1;
        if (runs === 3) vi.advanceTimersByTime(9_999);
        throw new ConcurrentChange('again');
      });
      await expect(forever).rejects.toMatchObject({
        name: 'StorageUnavailable',
        retryAfterSeconds: 5,
        message: expect.stringMatching(/at the same time\. Nothing has changed/),
      });
      expect(runs).toBe(3);
    } finally {
      vi.useRealTimers();
    }
  });

  test('reads nothing that another one has written and not committed', async () => {
    const stored = agents();
    const change = provisioning(stored.caller);
    const { id } = change.state.state;
    let read: Promise<unknown> | undefined;
    const failed = stored.open.unitOfWork.transact(stored.caller, async (scope) => {
      await scope.agents.store(change);
      read = stored.find(id);
      // Time enough to read, where nothing keeps the reader.
      await Promise.race([read, new Promise((resolve) => setTimeout(resolve, 100))]);
      throw new Error('half-way');
    });
    await expect(failed).rejects.toThrow('half-way');
    expect(await read).toBeUndefined();
  });

  test('that goes on after its deadline is undone, and can do nothing more', async () => {
    const stored = agents();
    const [change, next] = [provisioning(stored.caller), provisioning(stored.caller)];
    const mayGoOn = Promise.withResolvers<void>();
    let wentOn: Promise<void> | undefined;
    const caller = hurried(stored.caller, 200);
    const late = stored.open.unitOfWork.transact(caller, async (scope) => {
      await scope.agents.store(change);
      await mayGoOn.promise;
      wentOn = scope.agents.store(next);
      await wentOn;
    });
    await expect(late).rejects.toMatchObject({
      name: 'StorageUnavailable',
      message: expect.stringMatching(/too long.*Nothing has changed/),
    });
    // Another transaction is open when the first one wants to go on.
    await stored.open.unitOfWork.transact(stored.caller, async (scope) => {
      await scope.agents.find(change.state.state.id);
      mayGoOn.resolve();
      await new Promise((resolve) => setTimeout(resolve, 20));
    });
    await expect(wentOn).rejects.toThrow();
    expect(await stored.find(change.state.state.id)).toBeUndefined();
    expect(await stored.find(next.state.state.id)).toBeUndefined();
  });

  test('that was begun after its deadline asks nothing of the database', async () => {
    const stored = agents();
    const change = provisioning(stored.caller);
    const caller = hurried(stored.caller, -1);
    const late = stored.open.unitOfWork.transact(caller, (scope) => scope.agents.store(change));
    await expect(late).rejects.toMatchObject({ name: 'StorageUnavailable' });
    expect(await stored.find(change.state.state.id)).toBeUndefined();
  });

  test('is undone after 20 seconds, whatever its deadline', async () => {
    const stored = agents();
    const change = provisioning(stored.caller);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    try {
      const written = Promise.withResolvers<void>();
      const caller = { ...stored.caller, deadline: performance.now() + 3_600_000 };
      const open = stored.open.unitOfWork.transact(caller, async (scope) => {
        await scope.agents.store(change);
        written.resolve();
        await new Promise(() => undefined);
      });
      const ended = open.catch((error: unknown) => error);
      await written.promise;
      vi.advanceTimersByTime(19_999);
      expect(await Promise.race([ended, 'open'])).toBe('open');
      vi.advanceTimersByTime(1);
      expect(await ended).toMatchObject({ name: 'StorageUnavailable' });
    } finally {
      vi.useRealTimers();
    }
    expect(await stored.find(change.state.state.id)).toBeUndefined();
  });
});

onEachServer('a unit of work', (product) => {
  const stage = stageOn(product);

  test('runs again after a deadlock, so that both sides get through', async () => {
    const stored = new StoredAgents(stage().storage);
    const [one, two] = [await stored.provision(), await stored.provision()];
    const inOrder = (first: typeof one, second: typeof one, displayName: string) =>
      stored.open.unitOfWork.transact(stored.caller, async (scope) => {
        for (const each of [first, second]) {
          const agent = await scope.agents.find(each.state.id);
          if (agent === undefined) throw new Error('The agent is gone.');
          await scope.agents.store(agent.revise({ ...agent.desired(), displayName }, agent.state.createdAt));
          await new Promise((resolve) => setTimeout(resolve, 100));
        }
      });
    await Promise.all([inOrder(one, two, 'first'), inOrder(two, one, 'second')]);
    const [found, other] = [await stored.find(one.state.id), await stored.find(two.state.id)];
    expect(found?.state.displayName).toBe(other?.state.displayName);
    expect([found?.state.version, other?.state.version]).toEqual([3, 3]);
  });
});
