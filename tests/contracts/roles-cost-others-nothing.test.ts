import { expect, test } from 'vitest';
import type { GroupId } from '../../src/domain/shared/identifiers.ts';
import { onEachServer } from '../support/databases.ts';
import { groupSchema, patchOf } from '../support/scim-client.ts';
import { TestServer } from '../support/start-server.ts';
import { proxyTo } from '../support/tcp-proxy.ts';

onEachServer('a deactivation behind a network', (product) => {
  test('takes as many round trips with owners and groups that give roles as without, unless it is about one of these', async () => {
    const proxy = await proxyTo(await product.freshUrl());
    const server = await TestServer.start(proxy.url, { databaseConnectionsMax: 1, tokenCacheSeconds: 60 });
    try {
      const { client, caller } = await server.openAccount();
      const people = ['ada', 'bob', 'dan', 'eve', 'fay', 'joe', 'kim', 'lea', 'max'];
      const ids: string[] = [];
      for (const name of people) ids.push((await client.create(`${name}@example.com`, {})).id);
      const [ada = '', bob, dan, eve, fay, joe, kim, lea, max] = ids;
      const { body: group } = await client.post('/Groups', {
        ...{ schemas: [groupSchema], displayName: 'Admins', members: [{ value: ada }] },
      });
      const costOf = async (id: string | undefined) => {
        const before = proxy.sent();
        const patch = patchOf({ op: 'replace', value: { active: false } });
        expect((await client.patch(`/Users/${id}`, patch)).status).toBe(200);
        return proxy.sent() - before;
      };
      // Statements are prepared by the first; it makes the row of the brake as well, which the second is the first to change.
      await costOf(bob);
      await costOf(dan);
      // Beside one of two something else may be written, such as that the token was used.
      const leastOf = async (...some: readonly (string | undefined)[]) => {
        const costs: number[] = [];
        for (const id of some) costs.push(await costOf(id));
        return Math.min(...costs);
      };
      const without = await leastOf(eve, fay);
      await server.application.nameOwner(caller, { userName: 'max@example.com' });
      await server.application.giveRoleToGroup(caller, { id: group.id as GroupId, role: 'admin' });
      // The policy is read by the first.
      await costOf(joe);
      expect(await leastOf(kim, lea)).toBe(without);
      expect(await costOf(max)).toBeGreaterThan(without);
    } finally {
      await proxy.close();
      await server.stop();
    }
  });
});
