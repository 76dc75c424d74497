import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SqlEventFeed } from '../../src/adapters/audit-log/sql-event-feed.ts';
import { SqlEventLog } from '../../src/adapters/audit-log/sql-event-log.ts';
import { type OpenStorage, openStorage } from '../../src/adapters/typeorm-persistence/open-storage.ts';
import type { EventLog } from '../../src/application/ports/event-log.ts';
import type { WriteScope } from '../../src/application/ports/unit-of-work.ts';
import { equals } from '../../src/criteria/criteria.ts';
import type { AgentChange } from '../../src/domain/agent/agent.ts';
import { agentFields } from '../../src/domain/agent/agent-fields.ts';
import { attributeLimits } from '../../src/domain/shared/attribute-limits.ts';
import type { DomainError } from '../../src/domain/shared/domain-error.ts';
import { clockAt, later, noon } from '../support/agents.ts';
import { anyAttributes } from '../support/any-attributes.ts';
import { onEachDatabase } from '../support/databases.ts';
import { hurried, provisioning, StoredAgents } from '../support/stored-agents.ts';

/** Tells how many entries each transaction wrote. */
class CountingEventLog implements EventLog {
  readonly appended: number[] = [];
  private readonly log = new SqlEventLog();

  append(...[connection, entries]: Parameters<EventLog['append']>): Promise<void> {
    this.appended.push(entries.length);
    return this.log.append(connection, entries);
  }

  erase(...[connection, entries]: Parameters<EventLog['erase']>): Promise<number> {
    return this.log.erase(connection, entries);
  }
}

onEachDatabase('work that waits at the same time', (product) => {
  /** On servers two transactions of an account are under way at a time, among which those who wait are shared out. */
  const isShared = product.name !== 'SQLite';
  const eventLog = new CountingEventLog();
  let storage: OpenStorage;
  let url: string;
  beforeAll(async () => {
    url = await product.freshUrl();
    storage = open();
    await storage.storage.migrate();
  });
  afterAll(() => storage.storage.close());

  const open = () => {
    const log = { warn: () => undefined, error: () => undefined };
    return openStorage({
      url,
      release: '0.1.0',
      connectionsMax: 4,
      eventLog,
      eventFeed: new SqlEventFeed(),
      clock: clockAt(later),
      log,
    });
  };
  const agents = () => {
    eventLog.appended.length = 0;
    return new StoredAgents(storage);
  };

  const storing = async (scope: WriteScope, change: AgentChange) => {
    await scope.policy.current();
    await scope.agents.store(change);
  };
  const storeAtOnce = (stored: StoredAgents, changes: readonly AgentChange[]) =>
    Promise.allSettled(
      changes.map((change) =>
        stored.open.unitOfWork.transact(
          stored.caller,
          (scope) => storing(scope, change),
          change.before?.state.id ?? change.state.state.userName,
        ),
      ),
    );
  const statuses = (outcomes: readonly PromiseSettledResult<unknown>[]) =>
    outcomes.map((outcome) =>
      outcome.status === 'fulfilled' ? 'done' : (outcome.reason as DomainError).code,
    );
  /** Has everything but the first work of `atOnce` wait, and so be done together. */
  const several = (stored: StoredAgents, number: number) =>
    Array.from({ length: number }, () => provisioning(stored.caller));

  test('is committed together, at most 64 changes at once, with an entry for each', async () => {
    const stored = agents();
    await stored.provision();
    eventLog.appended.length = 0;
    const changes = several(stored, 200);
    expect(statuses(await storeAtOnce(stored, changes))).toEqual(changes.map(() => 'done'));
    expect(eventLog.appended.toSorted((left, right) => left - right)).toEqual(
      isShared ? [1, 1, 6, 64, 64, 64] : [1, 7, 64, 64, 64],
    );
    expect((await stored.list({ limit: 1000 })).total).toBe(201);
    const recorded = (await stored.journal()).map(({ target }) => target?.id);
    expect(recorded).toEqual(expect.arrayContaining(changes.map(({ state }) => state.state.id)));
    expect(recorded).toHaveLength(201);
  });

  test('is no more than a megabyte at once', async () => {
    const stored = agents();
    const text = 'x'.repeat(30_000);
    const directory = Object.fromEntries(Array.from({ length: 8 }, (_, index) => [`a${index}`, text]));
    const changes = Array.from({ length: 16 }, () => provisioning(stored.caller, { directory }));
    expect(statuses(await storeAtOnce(stored, changes))).toEqual(changes.map(() => 'done'));
    expect(Math.max(...eventLog.appended)).toBe(4);
    expect(eventLog.appended.reduce((sum, entries) => sum + entries)).toBe(changes.length);
  });

  test('has an outcome of its own: a name that is taken refuses nobody else', async () => {
    const stored = agents();
    const there = await stored.provision();
    const taken = 7;
    const changes = several(stored, 12);
    changes[taken] = provisioning(stored.caller, { userName: there.state.userName });
    const outcomes = changes.map((_, index) => (index === taken ? 'userNameTaken' : 'done'));
    expect(statuses(await storeAtOnce(stored, changes))).toEqual(outcomes);
    expect((await stored.list()).total).toBe(12);
    expect(await stored.actions()).toHaveLength(12);
    // Who was there before, and the first of each turn; the others together, without whoever was refused. One by one there would be five
    // more of them. On servers it follows from how long each group takes who the others of the refused one are.
    const alone = eventLog.appended.filter((entries) => entries === 1).length;
    expect(alone).toBeGreaterThanOrEqual(isShared ? 3 : 2);
    expect(alone).toBeLessThanOrEqual(isShared ? 5 : 2);
  });

  test('writes nothing of an agent who would bring one custom attribute too many, also where nobody else stores anything', async () => {
    const stored = agents();
    const max = attributeLimits.accountProfileAttributesMax;
    const known = Array.from({ length: max }, (_, index) => [`known${index}`, index] as const);
    const perAgent = 100;
    const knowing = Array.from({ length: max / perAgent }, (_, index) => {
      const profile = Object.fromEntries(known.slice(index * perAgent, (index + 1) * perAgent));
      return provisioning(stored.caller, { profile });
    });
    for (const change of knowing) await storeAtOnce(stored, [change]);
    const unknown = provisioning(stored.caller, { profile: { another: 1 } });
    const [first] = knowing as [AgentChange];
    const look = (scope: WriteScope) => scope.agents.find(first.state.state.id);
    const { unitOfWork } = stored.open;
    const outcomes = await Promise.allSettled([
      unitOfWork.transact(stored.caller, look, 'first'),
      unitOfWork.transact(stored.caller, (scope) => storing(scope, unknown), 'second'),
      ...['third', 'fourth', 'fifth'].map((about) => unitOfWork.transact(stored.caller, look, about)),
    ]);
    expect(statuses(outcomes)).toEqual(['done', 'attributeTooLarge', 'done', 'done', 'done']);
    expect((await stored.list({ limit: 1000 })).total).toBe(knowing.length);
  });

  test('that fails behind what it stored takes nothing else along', async () => {
    const stored = agents();
    const changes = several(stored, 4);
    const outcomes = await Promise.allSettled(
      changes.map((change, index) =>
        stored.open.unitOfWork.transact(
          stored.caller,
          async (scope) => {
            await storing(scope, change);
            if (index === 2) throw new Error('half-way');
          },
          change.state.state.userName,
        ),
      ),
    );
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect((await stored.list()).total).toBe(3);
    expect(await stored.actions()).toHaveLength(3);
  });

  test('changes what it read only: whoever was changed by others meanwhile is changed by himself', async () => {
    const stored = agents();
    const other = await stored.provision();
    const there = [await stored.provision(), other, await stored.provision()];
    const stale = there.map((agent) => agent.deactivate(noon));
    await stored.store(other.revise({ ...other.desired(), displayName: 'Other' }, noon));
    const caller = hurried(stored.caller, 1_000);
    const outcomes = await Promise.allSettled(
      stale.map((change) =>
        stored.open.unitOfWork.transact(caller, (scope) => storing(scope, change), change.state.state.id),
      ),
    );
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    const found = await Promise.all(there.map(({ state }) => stored.find(state.id)));
    expect(found.map((agent) => agent?.active)).toEqual([false, true, false]);
    expect(found.map((agent) => agent?.state.version)).toEqual([2, 2, 2]);
  });

  test('about one agent is done one after the other, in the order in which it came', async () => {
    const stored = agents();
    const agent = await stored.provision();
    const others = [await stored.provision(), await stored.provision()];
    const append = (id: typeof agent.state.id, letter: string) =>
      stored.open.unitOfWork.transact(
        stored.caller,
        async (scope) => {
          const view = await scope.agents.view(id);
          if (view === undefined) throw new Error('The agent is gone.');
          const displayName = `${view.agent.state.displayName ?? ''}${letter}`;
          await scope.policy.current();
          await scope.agents.store(view.agent.revise({ ...view.agent.desired(), displayName }, noon));
        },
        id,
      );
    const before = agent.state.displayName ?? '';
    await Promise.all(
      [...'abcdefgh'].flatMap((letter) => [agent, ...others].map(({ state }) => append(state.id, letter))),
    );
    for (const { state } of [agent, ...others]) {
      const found = await stored.find(state.id);
      expect(found?.state.version).toBe(9);
      expect(found?.state.displayName?.slice(-8)).toBe('abcdefgh');
    }
    expect((await stored.find(agent.state.id))?.state.displayName).toBe(`${before}abcdefgh`);
    // Reruns would show as transactions of one entry. How many come together follows from how long each takes, where two are under way.
    const together = Math.max(...eventLog.appended);
    if (isShared) expect(together).toBeGreaterThan(1);
    else expect(together).toBe(3);
  });

  test('goes by the policy as it is: what changed in between has it run again', async () => {
    const stored = agents();
    await stored.provision();
    const other = open();
    try {
      await other.unitOfWork.transact(stored.caller, ({ policy }) => policy.beginChange());
      const changes = several(stored, 5);
      expect(statuses(await storeAtOnce(stored, changes))).toEqual(changes.map(() => 'done'));
      expect((await stored.list()).total).toBe(6);
    } finally {
      await other.storage.close();
    }
  });

  test('that writes anything but agents has a transaction of its own', async () => {
    const stored = agents();
    const changes = several(stored, 6);
    await Promise.all(
      changes.map((change, index) =>
        stored.open.unitOfWork.transact(
          stored.caller,
          async (scope) => {
            if (index === 2) await scope.policy.beginChange();
            await storing(scope, change);
          },
          change.state.state.userName,
        ),
      ),
    );
    expect(eventLog.appended.toSorted()).toEqual(isShared ? [1, 1, 1, 1, 2] : [1, 1, 4]);
    expect((await stored.list()).total).toBe(6);
  });

  test('keeps agents exactly, whatever values they have, when they are made and when they are changed', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(anyAttributes, anyAttributes), { minLength: 3, maxLength: 5 }),
        async (all) => {
          const stored = agents();
          const made = all.map(([directory]) => provisioning(stored.caller, { directory }));
          expect(statuses(await storeAtOnce(stored, made))).toEqual(all.map(() => 'done'));
          const changed = made.map(({ state }, index) =>
            state.revise({ ...state.desired(), directory: all[index]?.[1] }, noon),
          );
          expect(statuses(await storeAtOnce(stored, changed))).toEqual(all.map(() => 'done'));
          for (const { state } of changed) expect(await stored.find(state.state.id)).toEqual(state);
          // The value index as well: each text of the agents finds whoever has it.
          for (const { state } of changed) {
            for (const [name, value] of Object.entries(state.state.directory ?? {})) {
              if (typeof value !== 'string' || value === '') continue;
              const criteria = equals({ path: name, type: 'any', caseExact: false }, value);
              const { resources } = await stored.list({ criteria, limit: 1000 });
              expect(resources.map(({ agent }) => agent.state.id)).toContain(state.state.id);
            }
          }
        },
      ),
      { numRuns: 15 },
    ));

  test('finds each agent that is looked up, and nobody for a name that nobody has', async () => {
    const stored = agents();
    const first = await stored.provision();
    const there = [first, await stored.provision(), await stored.provision()];
    const names = [...there.map(({ state }) => state.userName.toUpperCase()), 'nobody@example.com'];
    const lists = await Promise.all(
      names.map((name) =>
        stored.open.unitOfWork.read(
          stored.caller,
          (scope) =>
            scope.agents.list(
              { criteria: equals(agentFields.userName, name), from: 0, limit: 100, withTotal: true },
              true,
            ),
          true,
        ),
      ),
    );
    expect(lists.map(({ resources }) => resources[0]?.agent)).toEqual([...there, undefined]);
    expect(lists.map(({ total }) => total)).toEqual([1, 1, 1, 0]);
    const ids = [...there.map(({ state }) => state.id), first.state.id];
    const views = await Promise.all(
      ids.map((id) => stored.open.unitOfWork.read(stored.caller, ({ agents: all }) => all.view(id), true)),
    );
    expect(views.map((view) => view?.agent)).toEqual([...there, first]);
  });

  test('shows an account nothing of another, and takes the turn of none', async () => {
    const stored = agents();
    const there = await stored.provision();
    const strangers = new StoredAgents(storage);
    const look = (by: StoredAgents) =>
      by.open.unitOfWork.read(by.caller, (scope) => scope.agents.view(there.state.id), true);
    const found = await Promise.all([
      look(stored),
      look(strangers),
      look(stored),
      look(strangers),
      look(strangers),
    ]);
    expect(found.map((view) => view?.agent.state.id)).toEqual([
      there.state.id,
      undefined,
      there.state.id,
      undefined,
      undefined,
    ]);
  });
});
