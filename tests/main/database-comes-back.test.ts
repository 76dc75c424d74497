import { expect, test } from 'vitest';
import { onEachServer } from '../support/databases.ts';
import { proxyTo } from '../support/tcp-proxy.ts';
import { freshInstallation } from './installation.ts';

onEachServer('A process that starts while the database is away', (product) => {
  test('waits for it, then migrates it and serves', async () => {
    const proxy = await proxyTo(await product.freshUrl());
    proxy.cut();
    const server = freshInstallation({ ROLLCALL_DATABASE_URL: proxy.url }).start('serve', '--first-account');
    const address = await server.address();
    const status = async (path: string) => (await fetch(address + path)).status;
    expect([await status('/livez'), await status('/readyz'), await status('/scim/v2/Users')]).toEqual([
      200, 503, 503,
    ]);
    proxy.restore();
    const [token] = await server.written(/rollcall_[0-9a-f]{32}_[\w-]{43}/);
    expect(await status('/readyz')).toBe(200);
    const answer = await fetch(`${address}/scim/v2/Users`, { headers: { Authorization: `Bearer ${token}` } });
    expect(answer.status).toBe(200);
    expect((await server.stop()).code).toBe(0);
    await proxy.close();
  });
});
