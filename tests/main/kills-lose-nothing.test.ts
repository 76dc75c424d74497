import { expect, test } from 'vitest';
import { administer, onEachDatabase } from '../support/databases.ts';
import { patchOf, ScimClient, user } from '../support/scim-client.ts';
import { freshInstallation } from './installation.ts';

/** `KILLS=100 npx vitest run tests/main/kills-lose-nothing.test.ts` plays a hundred on each database, in a quarter of an hour. */
const kills = Number(process.env.KILLS ?? 2);
const writers = 16;
/** What was acknowledged is looked up faster than a directory would. */
const unlimited = {
  ROLLCALL_TOKEN_REQUESTS_PER_SECOND_MAX: '100000',
  ROLLCALL_ACCOUNT_REQUESTS_PER_SECOND_MAX: '100000',
};

/** What clients were told: of each agent, the title that was last acknowledged. */
type Acknowledged = Map<string, string | undefined>;

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
            write(client, `kill-${kill}-writer-${writer}`, acknowledged).catch((error: unknown) => {
              // Whatever comes of it, it is no answer.
              if (!isKilled) throw error;
            }),
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
      for (const [agent, title] of acknowledged) {
        const { status, body } = await client.get(`/Users/${agent}`);
        expect([agent, status]).toEqual([agent, 200]);
        // The change behind the last one that was acknowledged may have been made all the same.
        if (title !== undefined) expect(Number(body.title)).toBeGreaterThanOrEqual(Number(title));
        const found = await client.find(
          `id eq "${agent}"${body.title ? ` and title eq "${body.title}"` : ''}`,
        );
        expect(found).toHaveLength(1);
      }
      expect(await administer(url, withoutAllEntries)).toEqual([]);
      expect(await administer(url, entriesOfNobody)).toEqual([]);
      expect(await administer(url, valuesOfNobody)).toEqual([]);
      expect((await server.stop()).code).toBe(0);
    },
    120_000 + kills * 10_000,
  );
});

const withoutAllEntries =
  "SELECT id FROM agents WHERE version <> (SELECT COUNT(*) FROM journal WHERE journal.account_id = agents.account_id AND target_id = agents.id AND action IN ('AgentProvisioned', 'AgentUpdated'))";
const entriesOfNobody =
  "SELECT target_id FROM journal WHERE target_type = 'agent' AND refusal IS NULL AND target_id NOT IN (SELECT id FROM agents)";
const valuesOfNobody = 'SELECT agent_id FROM agent_values WHERE agent_id NOT IN (SELECT id FROM agents)';

/** Makes agents and changes each a few times, until there is no service any more. */
async function write(client: ScimClient, name: string, acknowledged: Acknowledged): Promise<void> {
  for (let index = 0; ; index++) {
    const { status, body } = await client.post('/Users', user(`${name}-${index}@example.com`));
    if (status !== 201) throw new Error(`${status} ${JSON.stringify(body)}`);
    acknowledged.set(body.id, undefined);
    for (const title of ['1', '2', '3']) {
      const patch = patchOf({ op: 'replace', path: 'title', value: title });
      const answer = await client.patch(`/Users/${body.id}`, patch);
      if (answer.status !== 200) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
      acknowledged.set(body.id, title);
    }
  }
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 2));
}
