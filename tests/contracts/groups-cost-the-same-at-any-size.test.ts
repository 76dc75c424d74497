import { expect, test } from 'vitest';
import type { Agent } from '../../src/domain/agent/agent.ts';
import { isNode, onEachServer } from '../support/databases.ts';
import { openDatabase } from '../support/open-storage.ts';
import { StoredGroups } from '../support/stored-groups.ts';
import { proxyTo } from '../support/tcp-proxy.ts';

onEachServer('a change of a group behind a network', (product) => {
  test('asks as often in a group of 5 as in one of 2500, and reads no members but those that are named', async () => {
    const proxy = await proxyTo(await product.freshUrl());
    const open = openDatabase(proxy.url, 1);
    // Who goes by what it read writes a row there (decision 79).
    const certified = (await isNode(proxy.url)) ? 1 : 0;
    try {
      await open.storage.migrate();
      const stored = await StoredGroups.on(open);
      const agents = await stored.provisionMany(2501);
      const [newcomer] = agents as [Agent, ...Agent[]];
      const asked = async (work: () => Promise<unknown>) => {
        const before = proxy.sent();
        await work();
        return proxy.sent() - before;
      };
      for (const size of [5, 2500]) {
        const group = await stored.create({}, ...agents.slice(1, size + 1));
        const { id } = group.state;
        const read = (withMembers: boolean) =>
          stored.application.readGroup(stored.caller, { id, withMembers });
        const works = {
          'a member is added': () => stored.step(group, 'add', newcomer),
          'the same again': () => stored.step(group, 'add', newcomer),
          'a member is removed': () => stored.step(group, 'remove', newcomer),
          rename: () => stored.revise(group, { displayName: `of ${size}, ${proxy.sent()}` }),
          read: () => read(false),
          'read with members': () => read(true),
        };
        // Once before, so that the statements are prepared on their connections.
        for (const work of Object.values(works)) await work();
        const counts: Record<string, number> = {};
        for (const [name, work] of Object.entries(works)) counts[name] = await asked(work);
        expect(counts).toEqual({
          'a member is added': 5 + certified,
          'the same again': 3,
          'a member is removed': 5 + certified,
          rename: 3 + certified,
          read: 1,
          'read with members': 2,
        });
      }
    } finally {
      await open.storage.close();
      await proxy.close();
    }
  });
});
