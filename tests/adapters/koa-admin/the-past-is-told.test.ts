import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { apiClient } from '../../support/api-client.ts';
import { onEachDatabase } from '../../support/databases.ts';
import { serverOn } from '../../support/start-server.ts';

onEachDatabase('the administration API', (product) => {
  const server = serverOn(product);

  test('tells agents, groups and members as of a time, and what differs', async () => {
    const account = await server().openAccount();
    const api = await apiClient(server(), account);
    const desired = { userName: 'ada@example.com', active: true };
    const { agent } = await server().application.provisionAgent(account.caller, { desired });
    const { body: group } = await api.post('/groups', { displayName: 'Friends' });
    await api.put(`/groups/${group.id}/members/${agent.state.id}`, {});
    await pause(5);
    const at = new Date().toISOString();
    await pause(5);
    await server().application.removeAgent(account.caller, { id: agent.state.id });
    const read = async (path: string) => (await api.get(path)).body;
    expect((await read(`/agents?at=${at}`)).items).toMatchObject([{ userName: 'ada@example.com' }]);
    expect((await read('/agents')).items).toEqual([]);
    expect(await read(`/agents/${agent.state.id}?at=${at}`)).toMatchObject({
      version: 0,
      groups: [{ id: group.id }],
    });
    expect((await read(`/agents/${agent.state.id}/groups?at=${at}`)).items).toMatchObject([
      { because: 'named' },
    ]);
    expect((await read(`/groups?at=${at}`)).items).toMatchObject([{ displayName: 'Friends' }]);
    expect(await read(`/groups/${group.id}?at=${at}`)).toMatchObject({ displayName: 'Friends' });
    expect((await read(`/groups/${group.id}/members?at=${at}`)).items).toMatchObject([
      { id: agent.state.id },
    ]);
    expect((await read(`/audit-log/differences?from=${at}`)).items).toMatchObject([
      { id: agent.state.id, became: 'went', memberships: [{ became: 'left' }] },
    ]);
    const refused = await api.get('/agents?at=2999-01-01T00:00:00.000Z');
    expect([refused.status, refused.body.code]).toEqual([400, 'attributeInvalid']);
  });
});
