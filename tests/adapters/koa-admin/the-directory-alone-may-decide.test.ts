import { expect, test } from 'vitest';
import { agentId } from '../../../src/domain/shared/identifiers.ts';
import { apiClient } from '../../support/api-client.ts';
import { onEachDatabase } from '../../support/databases.ts';
import { groupSchema, patchOf } from '../../support/scim-client.ts';
import { serverOn } from '../../support/start-server.ts';

onEachDatabase('an account whose directory alone changes what it manages', (product) => {
  const server = serverOn(product, { tokenCacheSeconds: 0 });

  const opened = async () => {
    const account = await server().openAccount();
    const api = await apiClient(server(), account);
    const { id } = await account.client.create('ada@example.com');
    const pushed = await account.client.post('/Groups', { schemas: [groupSchema], displayName: 'Pushed' });
    await server().application.switchDirectoryOnly(account.caller, { on: true });
    const { application } = server();
    return {
      ...account,
      application,
      api,
      id,
      pushed: `/Groups/${pushed.body.id}`,
      group: `/groups/${pushed.body.id}`,
    };
  };
  const refused = { status: 403, body: { code: 'directoryOnly' } };
  const setting = '/account/directory-only';

  test('refuses what people here would change of agents and pushed groups, and says where to do it', async () => {
    const { api, id, group, client, application, caller } = await opened();
    const deactivation = await api.post(`/agents/${id}/deactivate`, {});
    expect(deactivation).toMatchObject(refused);
    expect(deactivation.body.detail).toContain('Make the change there');
    expect(await api.send('DELETE', `/agents/${id}`)).toMatchObject(refused);
    expect(await api.send('DELETE', group)).toMatchObject(refused);
    const person = {
      ...caller,
      principal: { kind: 'person', role: 'owner', name: 'owner@example.com' },
    } as const;
    await expect(application.deactivateAgent(person, { id: agentId(id) })).rejects.toMatchObject({
      code: 'directoryOnly',
    });
    expect((await client.get(`/Users/${id}`)).body.active).toBe(true);
    await client.patch(`/Users/${id}`, patchOf({ op: 'replace', value: { active: false } }));
    expect(await api.post(`/agents/${id}/reactivate`, {})).toMatchObject(refused);
  });

  test('lets the directory and operators do all of it', async () => {
    const { id, pushed, client, application, caller } = await opened();
    const deactivated = await client.patch(
      `/Users/${id}`,
      patchOf({ op: 'replace', value: { active: false } }),
    );
    expect(deactivated.body.active).toBe(false);
    await application.reactivateAgent(caller, { id: agentId(id) });
    await application.deactivateAgent(caller, { id: agentId(id) });
    expect((await client.get(`/Users/${id}`)).body.active).toBe(false);
    expect((await client.delete(pushed)).status).toBe(204);
    expect((await client.delete(`/Users/${id}`)).status).toBe(204);
  });

  test('leaves groups by hand to people, and lets them change all again where it is switched off', async () => {
    const { api, id, group, application, caller } = await opened();
    const made = await api.post('/groups', { displayName: 'By hand' });
    expect((await api.send('DELETE', `/groups/${made.body.id}`)).status).toBe(204);
    // Whoever is bound by it cannot undo it: an owner or an operator does.
    expect(await api.put(setting, { on: false })).toMatchObject({
      status: 403,
      body: { code: 'permissionMissing' },
    });
    await application.switchDirectoryOnly(caller, { on: false });
    expect((await api.post(`/agents/${id}/deactivate`, {})).status).toBe(200);
    expect((await api.send('DELETE', group)).status).toBe(204);
  });
});
