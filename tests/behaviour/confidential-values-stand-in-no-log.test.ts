import { expect, test, vi } from 'vitest';
import { agentId } from '../../src/domain/shared/identifiers.ts';
import { instantOf } from '../../src/domain/shared/instant.ts';
import { apiClient } from '../support/api-client.ts';
import { onEachDatabase } from '../support/databases.ts';
import { writtenRequests } from '../support/logged-requests.ts';
import { patchOf, user } from '../support/scim-client.ts';
import { serverOn } from '../support/start-server.ts';

const value = 'never-in-a-log';

onEachDatabase('a value of a confidential attribute', (product) => {
  const server = serverOn(product);

  /** An account that keeps bodies, and in which `badge` is confidential. */
  async function opened() {
    const { application } = server();
    const account = await server().openAccount();
    const { caller, client } = account;
    const declaration = { type: 'string', confidential: true } as const;
    await application.declareProfileAttribute(caller, { name: 'badge', declaration });
    await application.declareProfileAttribute(caller, {
      name: 'level',
      declaration: { type: 'number', confidential: true },
    });
    await application.keepRequestBodies(caller, { until: instantOf(new Date(Date.now() + 3_600_000)) });
    await vi.waitFor(
      async () => {
        await client.get('/ServiceProviderConfig');
        if ((await bodiesOf(caller)).length === 0) throw new Error('None are kept yet.');
      },
      { timeout: 20_000, interval: 500 },
    );
    return { ...account, application, api: await apiClient(server(), account) };
  }

  const bodiesOf = async (
    caller: Parameters<ReturnType<typeof server>['application']['listRequests']>[0],
  ) => {
    const { application } = server();
    const { requests } = await application.listRequests(caller, { limit: 200 });
    const whole = requests.map(({ at, id }) => application.readRequest(caller, { at, id }));
    return (await Promise.all(whole)).flatMap(({ bodies }) => bodies ?? []);
  };

  test('is shown with the agent, and neither journaled nor kept nor logged, however it is sent', async () => {
    const { application, caller, client, api, journal } = await opened();
    const profile = { badge: value, team: 'Blue' };
    const { id } = await client.create('ada@example.com', { profile });
    const path = `/Users/${id}`;
    const changed = { ...profile, badge: `${value}-2` };
    const answers = [
      await client.put(path, user('ada@example.com', { profile: changed })),
      await client.patch(path, patchOf({ op: 'replace', path: 'profile.badge', value })),
      await client.patch(path, patchOf({ op: 'replace', value: { 'profile.BADGE': `${value}-3` } })),
      await client.patch(path, patchOf({ op: 'replace', value: { profile: { badge: value } } })),
      await client.get(`/Users?filter=${encodeURIComponent(`profile.badge eq "${value}"`)}`),
      await client.post('/Users/.search', {
        schemas: ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'],
        filter: `userName pr and (profile.badge sw "${value}")`,
      }),
      await client.get(path),
      await api.get(`/agents/${id}`),
      await api.get(`/agents/${id}/attributes`),
    ];
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    for (const answer of answers) expect(answer.text).toContain(value);
    // What is refused is told without it as well.
    const refused = await client.post('/Users', user('bob@example.com', { profile: { level: value } }));
    expect(refused).toMatchObject({ status: 400 });
    expect(refused.text).not.toContain(value);
    // Of values, and of who has them, administrators read nothing but with the agents.
    expect((await api.get('/attributes/badge')).body).toMatchObject({ agents: 1, commonValues: [] });
    const rule = { displayName: 'Badged', text: `profile.badge sw "${value}"` };
    const { group } = (await api.post('/rule-groups', rule)).body;
    expect((await api.get(`/groups/${group.id}/members/${id}`)).text).toContain(value);
    await api.send('DELETE', `/groups/${group.id}`);
    await writtenRequests(application, caller, 1, {
      requestId: String((await client.get(path)).headers['x-request-id']),
    });
    const requests = await writtenRequests(application, caller, 1);
    expect(requests.map(({ query }) => query)).toContain('filter=profile.badge eq …');
    expect(JSON.stringify(requests)).not.toContain(value);
    const bodies = JSON.stringify(await bodiesOf(caller));
    expect(bodies).toContain('Blue');
    expect(bodies).not.toContain(value);

    await application.renameProfileAttribute(caller, { from: 'badge', to: 'pass' });
    await client.patch(path, patchOf({ op: 'replace', path: 'profile.badge', value: `${value}-4` }));
    await application.deactivateAgent(caller, { id: agentId(id) });
    await client.delete(path);
    const entries = await journal();
    const changes = entries.flatMap((entry) => entry.changes ?? []);
    expect(changes).toContainEqual({ path: 'profile.badge', to: '…' });
    expect(changes).toContainEqual({ path: 'profile.badge', from: '…', to: '…' });
    expect(changes).toContainEqual({ path: 'profile.team', to: 'Blue' });
    expect(changes).toContainEqual({ path: 'profile.pass', from: '…' });
    // What people here write into a rule is no value of an agent.
    const ofAgents = entries.filter(
      ({ target, action }) => target?.type === 'agent' && !action.endsWith('Group'),
    );
    expect(JSON.stringify(ofAgents)).not.toContain(value);
    expect(server().logLines.join('')).not.toContain(value);
  });
});
