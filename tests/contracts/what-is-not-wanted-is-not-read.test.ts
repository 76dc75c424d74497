import { expect, test } from 'vitest';
import { equals } from '../../src/criteria/criteria.ts';
import { profileField } from '../../src/domain/agent/agent-fields.ts';
import { onEachServer } from '../support/databases.ts';
import { groupSchema } from '../support/scim-client.ts';
import { TestServer } from '../support/start-server.ts';
import { ruleOf, storeRuleGroups } from '../support/stored-rules.ts';
import { proxyTo } from '../support/tcp-proxy.ts';

onEachServer('a list behind a network', (product) => {
  test('reads no groups and no members that its answer does not have', async () => {
    const proxy = await proxyTo(await product.freshUrl());
    const server = await TestServer.start(proxy.url, { databaseConnectionsMax: 1, tokenCacheSeconds: 60 });
    try {
      const { client, caller } = await server.openAccount();
      const { id } = await client.create('ada@example.com', { profile: { site: 'Austin' } });
      await client.create('bob@example.com', { profile: { site: 'Austin' } });
      await client.post('/Groups', { schemas: [groupSchema], displayName: 'Care', members: [{ value: id }] });
      const rule = ruleOf(equals(profileField('site'), 'Austin'));
      await storeRuleGroups(server.unitOfWork, caller, [rule]);
      const paths = [
        '/Users?attributes=userName',
        '/Users?excludedAttributes=groups',
        '/Users',
        '/Groups?attributes=displayName',
        '/Groups?excludedAttributes=members',
        '/Groups',
      ];
      const asked: Record<string, number> = {};
      for (const path of paths) {
        // Once before, so that the statements are prepared on their connections.
        await client.get(path);
        const before = proxy.sent();
        const { status, text } = await client.get(path);
        asked[path] = proxy.sent() - before;
        expect(status, text).toBe(200);
      }
      expect(asked).toEqual({
        '/Users?attributes=userName': 1,
        '/Users?excludedAttributes=groups': 1,
        '/Users': 2,
        '/Groups?attributes=displayName': 1,
        '/Groups?excludedAttributes=members': 1,
        '/Groups': 2,
      });
    } finally {
      await server.stop();
      await proxy.close();
    }
  });
});
