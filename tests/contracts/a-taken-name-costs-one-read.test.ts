import { expect, test } from 'vitest';
import { onEachServer } from '../support/databases.ts';
import { groupSchema, user } from '../support/scim-client.ts';
import { TestServer } from '../support/start-server.ts';
import { proxyTo } from '../support/tcp-proxy.ts';

onEachServer('a create whose name is taken', (product) => {
  test('is refused in five round trips, a group in four: whether it was asked before is read in one, without a transaction', async () => {
    const proxy = await proxyTo(await product.freshUrl());
    // Nothing is written beside the requests.
    const settings = { databaseConnectionsMax: 1, tokenCacheSeconds: 60, requestLogDays: 0 };
    const server = await TestServer.start(proxy.url, settings);
    try {
      const { client, caller } = await server.openAccount();
      await server.application.switchGroupsOverScim(caller, { on: true });
      const costOf = async (path: string, body: object, status: number) => {
        const before = proxy.sent();
        expect((await client.post(path, body)).status).toBe(status);
        return proxy.sent() - before;
      };
      const taken = () => costOf('/Users', user('ada@example.com'), 409);
      const group = { schemas: [groupSchema], displayName: 'QA' };
      const takenGroup = () => costOf('/Groups', group, 409);
      await costOf('/Users', user('ada@example.com'), 201);
      await costOf('/Groups', group, 201);
      // Statements are prepared by the first.
      for (const cost of [taken, takenGroup]) await cost();
      expect([await taken(), await takenGroup()]).toEqual([5, 4]);
    } finally {
      await server.stop();
      await proxy.close();
    }
  });
});
