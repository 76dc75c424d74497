import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { Agent } from '../../src/domain/agent/agent.ts';
import { later } from '../support/agents.ts';
import { onEachDatabase } from '../support/databases.ts';
import { stageOn } from '../support/open-storage.ts';
import { idsOf, membersOf, StoredGroups } from '../support/stored-groups.ts';

onEachDatabase("a group's members", (product) => {
  const stage = stageOn(product);

  async function withAgents(count: number) {
    const stored = await StoredGroups.on(stage().storage);
    return { stored, agents: await stored.provisionMany(count) };
  }

  test('are added, removed, replaced and cleared, each with one version and one entry', async () => {
    const { stored, agents } = await withAgents(4);
    const [a, b, c, d] = agents as [Agent, Agent, Agent, Agent];
    const group = await stored.create({}, a);
    await stored.step(group, 'add', c, b);
    expect(await stored.memberIds(group)).toEqual(idsOf([a, b, c]));
    await stored.step(group, 'remove', a);
    expect(await stored.memberIds(group)).toEqual(idsOf([b, c]));
    await stored.step(group, 'replace', d, c);
    expect(await stored.memberIds(group)).toEqual(idsOf([c, d]));
    const { group: cleared } = await stored.revise(group, {}, [{ kind: 'clear' }]);
    expect(await stored.memberIds(group)).toEqual([]);
    expect(cleared.state).toMatchObject({ version: 5, lastModifiedAt: later });
    const changes = (await stored.agents.journal())
      .filter(({ action }) => action === 'GroupMembersChanged')
      .map((entry) => entry.changes);
    expect(changes).toEqual([
      [{ path: 'members', to: membersOf([c, b]) }],
      [{ path: 'members', from: membersOf([a]) }],
      [{ path: 'members', from: membersOf([b]), to: membersOf([d]) }],
      [{ path: 'members', from: membersOf([c, d]) }],
    ]);
  });

  test('belong to several groups, of which one is removed', async () => {
    const { stored, agents } = await withAgents(2);
    const [first, second] = [await stored.create({}, ...agents), await stored.create({}, ...agents)];
    await stored.remove(first);
    expect(await stored.memberIds(second)).toEqual(idsOf(agents));
  });

  describe.each([999, 1000, 1001, 5000])('%i in one change', (count) => {
    test('join, are told apart from others, and leave', async () => {
      const { stored, agents } = await withAgents(count);
      const group = await stored.create();
      await stored.step(group, 'add', ...agents);
      expect(await stored.memberIds(group)).toEqual(idsOf(agents));
      expect((await stored.step(group, 'add', ...agents)).group.state.version).toBe(2);
      await stored.step(group, 'remove', ...agents.slice(1));
      expect(await stored.memberIds(group)).toEqual(idsOf(agents.slice(0, 1)));
      await stored.step(group, 'replace', ...agents.slice(1));
      expect(await stored.memberIds(group)).toEqual(idsOf(agents.slice(1)));
    });
  });

  test('are all there when many are added at once by as many transactions', async () => {
    const { stored, agents } = await withAgents(20);
    const group = await stored.create();
    await Promise.all(agents.map((agent) => stored.step(group, 'add', agent)));
    expect(await stored.memberIds(group)).toEqual(idsOf(agents));
    expect((await stored.read(group)).group.state.version).toBe(21);
  });

  test('are told of once when two transactions add the same one', async () => {
    const { stored, agents } = await withAgents(1);
    const group = await stored.create();
    await Promise.all([stored.step(group, 'add', ...agents), stored.step(group, 'add', ...agents)]);
    expect(await stored.actions()).toEqual(['GroupCreated', 'GroupMembersChanged']);
  });

  test('stay members while they are deactivated', async () => {
    const { stored, agents } = await withAgents(1);
    const group = await stored.create({}, ...agents);
    for (const agent of agents) await stored.agents.store(agent.deactivate(later));
    expect(await stored.read(group)).toEqual({
      group,
      members: agents.map(({ state }) => ({ id: state.id, userName: state.userName })),
    });
  });

  test('leave all groups when they are removed, each of which thereby changes', async () => {
    const { stored, agents } = await withAgents(2);
    const [ada, grace] = agents as [Agent, Agent];
    const [one, two] = [await stored.create({}, ada), await stored.create({}, ada, grace)];
    const untouched = await stored.create({}, grace);
    await stored.agents.remove(ada);
    expect(await stored.memberIds(one)).toEqual([]);
    expect(await stored.memberIds(two)).toEqual(idsOf([grace]));
    for (const group of [one, two])
      expect((await stored.read(group)).group.state).toMatchObject({ version: 2, lastModifiedAt: later });
    expect((await stored.read(untouched)).group).toEqual(untouched);
    const left = (await stored.agents.journal()).filter(({ action }) => action === 'GroupMembersChanged');
    expect(left.map(({ target, changes }) => [target?.id, changes])).toEqual(
      [one, two].map(({ state: { id } }) => [id, [{ path: 'members', from: membersOf([ada]) }]]),
    );
  });

  test('are never agents that are gone, though one is removed while it joins', async () => {
    const { stored, agents } = await withAgents(1);
    const [ada] = agents as [Agent];
    const group = await stored.create();
    let removal: Promise<void> | undefined;
    await stored.open.unitOfWork.transact(stored.caller, async ({ groups }) => {
      const found = await groups.find(group.state.id);
      const { agents: there } = await groups.candidates(group.state, [ada.state.id]);
      expect(there.has(ada.state.id)).toBe(true);
      removal ??= stored.agents.remove(ada);
      await pause(200);
      const joining = { joined: [ada.state], left: [] };
      if (found !== undefined) await groups.store(found.revise(found.desired(), joining, later));
    });
    await removal;
    expect(await stored.agents.find(ada.state.id)).toBeUndefined();
    expect(await stored.memberIds(group)).toEqual([]);
    expect((await stored.read(group)).group.state.version).toBe(3);
  });

  test('are left out when they were removed in between, and nothing changes', async () => {
    const { stored, agents } = await withAgents(1);
    const [ada] = agents as [Agent];
    const group = await stored.create();
    let joining: Promise<unknown> | undefined;
    await stored.open.unitOfWork.transact(stored.caller, async (scope) => {
      await scope.agents.store(ada.remove(later));
      // The row is written before what is asked next, as the groups are that the agent leaves.
      await scope.agents.find(ada.state.id);
      joining ??= stored.step(group, 'add', ada);
      await pause(200);
    });
    await joining;
    expect((await stored.read(group)).group).toEqual(group);
  });
});
