import { expect, test } from 'vitest';
import { onEachServer } from '../support/databases.ts';
import { proxyTo } from '../support/tcp-proxy.ts';
import { freshInstallation } from './installation.ts';

onEachServer('A database that is away and comes back', (product) => {
  test('is waited for by a process that starts, which then migrates it and serves', async () => {
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

  // What is away for a quarter of a minute is waited for and not told.
  test.runIf(product.name === 'MySQL')(
    'is followed where the reader was, however long it was away, and each entry is shown once',
    async () => {
      const url = await product.freshUrl();
      const proxy = await proxyTo(url);
      const { json } = freshInstallation({ ROLLCALL_DATABASE_URL: url });
      await json('migrate');
      const open = (name: string) =>
        json('account', 'create', '--name', name, '--sso-issuer', 'https://acme.okta.example');
      const { id } = await open('Acme');
      const token = (name: string) => json('token', 'create', '--account', id, '--name', name);
      const follower = freshInstallation({ ROLLCALL_DATABASE_URL: proxy.url }).start(
        ...['audit', 'tail', '--follow', '--json'],
      );
      await follower.written(/AccountOpened/);
      proxy.cut();
      await token('while it is away');
      await follower.complained(/Entries after \d+ are shown then/);
      proxy.restore();
      await token('when it is back');
      await follower.written(/when it is back/);
      const { stdout } = await follower.stop();
      const positions = stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line).position);
      expect(positions).toEqual(positions.map((_, index) => positions[0] + index));
      expect(stdout).toContain('while it is away');
      await proxy.close();
    },
  );
});
