import { expect, test } from 'vitest';
import { findings } from '../cluster/findings.ts';
import { type Told, write } from '../cluster/writers.ts';
import { administer, onEachServer } from '../support/databases.ts';
import { basic, patchOf, type ScimClient, user } from '../support/scim-client.ts';
import { type TestAccount, TestServer } from '../support/start-server.ts';

const agentsMin = 60;

onEachServer('Two processes on one database', (product) => {
  async function withBoth(
    play: (account: TestAccount, servers: readonly [TestServer, TestServer], url: string) => Promise<void>,
  ): Promise<void> {
    const url = await product.freshUrl();
    const servers = [await TestServer.start(url), await TestServer.start(url)] as const;
    try {
      await play(await servers[0].openAccount(), servers, url);
    } finally {
      for (const server of servers) await server.stop();
    }
  }

  test('keep each write and each entry once and in order, while a third changes the policy', () =>
    withBoth(async ({ caller, token, journal }, servers, url) => {
      const { createRuleGroup, changeGroupRule } = servers[0].application;
      const ruleOf = (title: number) => ({ text: `title eq "${title}"` });
      const made = await createRuleGroup(caller, { desired: { displayName: 'Titled' }, rule: ruleOf(0) });
      const group = made.group.state.id;
      const told: Told = {
        ...{ agents: new Map(), wrong: [], unavailable: 0, unknown: 0 },
        acknowledged: [[], []],
      };
      const stopping = new AbortController();
      const writing = servers.flatMap((server, process) =>
        [1, 2, 3].map((writer) =>
          write(server.baseUrl(''), process, `${process}-${writer}`, token.text, told, stopping.signal),
        ),
      );
      let changes = 0;
      while (told.agents.size < agentsMin) {
        changes += 1;
        await changeGroupRule(caller, { id: group, revise: () => ruleOf(changes % 4) });
      }
      stopping.abort();
      await Promise.all(writing);
      await journal();
      const rows = async (sql: string) => (await administer(url, sql)) as Record<string, unknown>[];
      expect(await findings(rows, told, { group, changes })).toEqual([]);
      expect([told.unavailable, told.unknown]).toEqual([0, 0]);
    }));

  test('tell at one what was written at the other, and go by the policy that the other changed', () =>
    withBoth(async ({ caller, client, token }, [one, other]) => {
      const headers = { Authorization: basic(token.text) };
      const elsewhere: ScimClient = client.with(headers, other.baseUrl());
      const { body } = await client.post('/Users', user('ada@example.com', { title: 'Countess' }));
      const { meta } = body;
      expect((await elsewhere.get(`/Users/${body.id}`)).body).toEqual({
        ...body,
        meta: { ...meta, location: expect.stringContaining(body.id) },
      });
      expect((await elsewhere.post('/Users', user('ADA@example.com'))).status).toBe(409);
      const rule = { text: 'title eq "Countess"' };
      await other.application.createRuleGroup(caller, { desired: { displayName: 'Countesses' }, rule });
      const grace = await client.post('/Users', user('grace@example.com', { title: 'Countess' }));
      expect(grace.body.groups).toMatchObject([{ display: 'Countesses' }]);
      const title = { op: 'replace', path: 'title', value: 'Admiral' };
      expect((await elsewhere.patch(`/Users/${grace.body.id}`, patchOf(title))).body.groups ?? []).toEqual(
        [],
      );
      expect((await one.application.readAuditLog(caller, { limit: 2 })).map(({ action }) => action)).toEqual([
        'AgentLeftGroup',
        'AgentUpdated',
      ]);
      expect((await elsewhere.delete(`/Users/${body.id}`)).status).toBe(204);
      expect((await client.get(`/Users/${body.id}`)).status).toBe(404);
    }));
});
