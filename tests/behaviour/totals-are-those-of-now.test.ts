import { afterAll, beforeAll, expect, test } from 'vitest';
import { equals, everyone } from '../../src/criteria/criteria.ts';
import { agentFields } from '../../src/domain/agent/agent-fields.ts';
import { administer, onEachDatabase } from '../support/databases.ts';
import { bulkSchema, user } from '../support/scim-client.ts';
import { serverOn, TestServer } from '../support/start-server.ts';

onEachDatabase('the total of a list', (product) => {
  const server = serverOn(product);
  let other: TestServer;
  beforeAll(async () => {
    other = await TestServer.start(server().databaseUrl);
  });
  afterAll(() => other.stop());

  test('is that of now in each of two services, by whichever way agents and groups come and go', async () => {
    const { application } = server();
    const { caller, client, provisionMany } = await server().openAccount();
    const desired = (name: string, team = name) => ({
      userName: `${name}@example.com`,
      active: true,
      profile: { team },
    });
    const rows = async (table: string, also = '') => {
      const select = `SELECT COUNT(*) AS count FROM ${table} WHERE account_id = '${caller.accountId}' ${also}`;
      const [row] = (await administer(server().databaseUrl, select)) as { count: number }[];
      return row?.count;
    };
    const totals = async ({ application: { listAgents, listGroups } }: TestServer) => ({
      agents: (await listAgents(caller, { criteria: everyone, limit: 0 })).total,
      active: (await listAgents(caller, { criteria: equals(agentFields.active, true), limit: 0 })).total,
      groups: (await listGroups(caller, { limit: 0 })).total,
    });
    /** Does something, and holds what both services say against the rows. */
    async function counted<Result>(doing: () => Promise<Result>): Promise<Result> {
      const result = await doing();
      const expected = {
        agents: await rows('agents'),
        active: await rows('agents', 'AND active = 1'),
        groups: await rows('agent_groups'),
      };
      expect(await totals(server())).toEqual(expected);
      expect(await totals(other)).toEqual(expected);
      return result;
    }

    const { agent } = await counted(() => application.provisionAgent(caller, { desired: desired('ada') }));
    const { id } = agent.state;
    await counted(() => provisionMany(1100, (index) => ({ profile: { team: `Team ${index}` } })));
    await counted(() =>
      application.provisionAgents(caller, {
        provisionings: ['bea', 'ada', 'cyd'].map((name) => ({ desired: desired(name) })),
      }),
    );
    await counted(() =>
      application.importAgents(caller, { rows: ['dot', 'ada'].map((name) => desired(name)) }),
    );
    await counted(() => server().dryRuns.importAgents(caller, { rows: [desired('eve')] }));
    const { body } = await counted(() =>
      client.post('/Bulk', {
        schemas: [bulkSchema],
        Operations: ['fay', 'ada'].map((name) => ({
          ...{ method: 'POST', path: '/Users', bulkId: name },
          data: user(`${name}@example.com`),
        })),
      }),
    );
    await counted(() =>
      client.post('/Bulk', {
        schemas: [bulkSchema],
        Operations: [
          { method: 'DELETE', path: new URL(body.Operations[0].location).pathname.replace('/scim/v2', '') },
        ],
      }),
    );
    await counted(() => application.deactivateAgent(caller, { id }));
    await counted(() => application.reactivateAgent(caller, { id }));
    const attempts = [desired('ada'), desired('ned', 'x'.repeat(100_000))];
    for (const refused of attempts) {
      await counted(() => expect(application.provisionAgent(caller, { desired: refused })).rejects.toThrow());
    }

    const { group } = await counted(() =>
      application.createGroup(caller, { desired: { displayName: 'Named' }, members: [id] }),
    );
    const ruled = await counted(() =>
      application.createRuleGroup(caller, {
        desired: { displayName: 'Ruled' },
        rule: { text: 'profile.team pr' },
      }),
    );
    const { template } = await counted(() =>
      application.createGroupTemplate(caller, { attribute: 'profile.team', namePattern: 'Team {value}' }),
    );
    await counted(() => application.provisionAgent(caller, { desired: desired('gus', 'new') }));
    await counted(() =>
      application.reviseAgent(caller, {
        id,
        revise: (current) => ({ ...current.desired(), profile: { team: 'moved' } }),
      }),
    );
    await counted(() => application.removeGroup(caller, { id: group.state.id }));
    await counted(() => application.removeGroup(caller, { id: ruled.group.state.id }));
    await counted(() => application.removeAgent(caller, { id }));
    await counted(() => application.removeGroupTemplate(caller, { id: template.state.id }));
    expect({ agents: await rows('agents'), groups: await rows('agent_groups') }).toEqual({
      agents: 1104,
      groups: 0,
    });
  });
});
