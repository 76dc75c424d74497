import { expect, test } from 'vitest';
import { equals } from '../../src/criteria/criteria.ts';
import { profileField } from '../../src/domain/agent/agent-fields.ts';
import { onEachServer } from '../support/databases.ts';
import { groupSchema } from '../support/scim-client.ts';
import { TestServer } from '../support/start-server.ts';
import { ruleOf, storeRuleGroups } from '../support/stored-rules.ts';
import { proxyTo } from '../support/tcp-proxy.ts';

onEachServer('a list behind a network', (product) => {
  test.each(['/Users', '/Groups'])(
    'reads no groups and no members but for an answer that has them, as %s does',
    async (wanting) => {
      const proxy = await proxyTo(await product.freshUrl());
      const server = await TestServer.start(proxy.url, {
        databaseConnectionsMax: 1,
        tokenCacheSeconds: 600,
        // It would write down a second after each request, and so be counted.
        requestLogDays: 0,
        stopSecondsMax: 0,
      });
      try {
        const { client, caller } = await server.openAccount();
        const { id } = await client.create('ada@example.com', { profile: { site: 'Austin' } });
        await client.create('bob@example.com', { profile: { site: 'Austin' } });
        await client.post('/Groups', {
          schemas: [groupSchema],
          displayName: 'Care',
          members: [{ value: id }],
        });
        const rule = ruleOf(equals(profileField('site'), 'Austin'));
        await storeRuleGroups(server.unitOfWork, caller, [rule]);
        const get = (path: string) => client.get(path).then(({ status }) => status);
        // From here on a statement that reads memberships is lost, and its request waits for it.
        proxy.silenceAt('memberships');
        for (const path of [
          '/Users?attributes=userName',
          '/Users?excludedAttributes=groups',
          '/Groups?attributes=displayName',
          '/Groups?excludedAttributes=members',
        ]) {
          expect(await get(path), path).toBe(200);
          // Once more, when the statements are prepared: the policy, which tells rules, is not read either.
          const before = proxy.sent();
          expect(await get(path), path).toBe(200);
          expect(proxy.sent() - before, path).toBe(1);
        }
        expect(proxy.isSilent()).toBe(false);
        void get(wanting).catch(() => undefined);
        await expect.poll(() => proxy.isSilent(), { timeout: 20_000, message: wanting }).toBe(true);
      } finally {
        await proxy.close();
        await server.stop();
      }
    },
  );
});
