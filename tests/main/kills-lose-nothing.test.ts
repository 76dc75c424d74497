import { expect, test } from 'vitest';
import { onEachDatabase } from '../support/databases.ts';
import { ScimClient } from '../support/scim-client.ts';
import { type Acknowledged, expectAllKept, unlimited, until, writeAgents } from './acknowledged-writes.ts';
import { freshInstallation } from './installation.ts';

/** `KILLS=100 npx vitest run tests/main/kills-lose-nothing.test.ts` plays a hundred on each database, in a quarter of an hour. */
const kills = Number(process.env.KILLS ?? 2);
const writers = 16;

onEachDatabase('A service that is killed under load', (product) => {
  test(
    'keeps all that it acknowledged, and half of nothing',
    async () => {
      const url = await product.freshUrl();
      const { start, run, json } = freshInstallation({ ROLLCALL_DATABASE_URL: url, ...unlimited });
      expect((await run('migrate')).code).toBe(0);
      const { id } = await json(
        'account',
        'create',
        '--name',
        'Ada',
        '--sso-issuer',
        'https://ada.okta.example',
      );
      const { token } = await json('token', 'create', '--account', id, '--name', 'Okta');
      const clientOf = (address: string) =>
        new ScimClient(`${address}/scim/v2`, { authorization: `Bearer ${token}` });

      const acknowledged: Acknowledged = new Map();
      for (let kill = 0; kill < kills; kill++) {
        const server = start('serve');
        const client = clientOf(await server.address());
        let isKilled = false;
        const load = Promise.all(
          Array.from({ length: writers }, (_, writer) =>
            writeAgents((ask) => ask(client), `kill-${kill}-writer-${writer}`, acknowledged).catch(
              (error: unknown) => {
                // Whatever comes of it, it is no answer.
                if (!isKilled) throw error;
              },
            ),
          ),
        );
        // Some way into it, another one each time.
        const enough = acknowledged.size + 40 + ((kill * 37) % 100);
        await Promise.race([until(() => acknowledged.size >= enough), load]);
        isKilled = true;
        server.signal('SIGKILL');
        await load;
        await server.ended();
      }

      const server = start('serve');
      const client = clientOf(await server.address());
      await expectAllKept(client, url, acknowledged);
      expect((await server.stop()).code).toBe(0);
    },
    120_000 + kills * 10_000,
  );
});
