import { expect, test } from 'vitest';
import { apiClient } from '../../support/api-client.ts';
import { onEachDatabase } from '../../support/databases.ts';
import { serverOn } from '../../support/start-server.ts';

onEachDatabase('a dry run', (product) => {
  const server = serverOn(product);

  const administered = async () => {
    const account = await server().openAccount();
    const api = await apiClient(server(), account);
    const ids = await account.provisionMany(3, (index) => ({
      userName: `p${index}@example.com`,
      profile: { team: index === 0 ? 'Red' : 'Blue' },
    }));
    return { ...account, api, ids };
  };

  test('tells who would leave a group, and what the audit log would say', async () => {
    const { api, ids, journal } = await administered();
    const made = await api.post('/rule-groups', { displayName: 'Blue', text: 'profile.team eq "Blue"' });
    expect(made).toMatchObject({ status: 201, body: { members: { agents: 2, atLeast: false } } });
    const before = await journal();
    const tried = await api.post(`/agents/${ids[1]}/deactivate?dryRun=true`, { reason: 'Left the company' });
    expect(tried.body).toMatchObject({ agents: 1, memberships: 1, entriesTotal: 2 });
    expect(tried.body.entries[0].changes).toContainEqual({ path: 'reason', to: 'Left the company' });
    const group = `/groups/${made.body.group.id}`;
    const rule = await api.put(`${group}/rule?dryRun=true`, { text: 'profile.team eq "Red"' });
    expect(rule.body.result).toMatchObject({ joined: { agents: 1 }, left: { agents: 2 } });
    expect(await journal()).toEqual(before);
    expect((await api.get(`${group}/members`)).body.items).toHaveLength(2);
  });

  test('of what takes several transactions ends, and tells how many agents it is about', async () => {
    const { api, journal } = await administered();
    const before = await journal();
    const tried = await api.post('/attributes/team/rename?dryRun=true', { to: 'squad' });
    expect(tried).toMatchObject({ status: 200, body: { result: { agents: 3 } } });
    expect(await journal()).toEqual(before);
    expect(await api.post('/attributes/team/rename', { to: 'squad' })).toMatchObject({ body: { agents: 3 } });
  });

  test('is refused as the change itself would be, and the audit log tells only of missing permissions', async () => {
    const { api, issueToken, journal } = await administered();
    const before = (await journal()).length;
    const taken = await api.post('/tokens?dryRun=true', { name: 'Okta' });
    expect(taken).toMatchObject({ status: 409, body: { code: 'tokenNameTaken' } });
    expect(await journal()).toHaveLength(before);
    const { text } = await issueToken({ scopes: ['admin:read'] });
    const reader = api.with({ Authorization: `Bearer ${text}`, 'Content-Type': 'application/json' });
    expect((await reader.post('/tokens?dryRun=true', { name: 'New' })).status).toBe(403);
    expect((await journal())[0]).toMatchObject({ refusal: { code: 'permissionMissing' } });
  });

  test('makes no account, and lets nobody in', async () => {
    const { api } = await administered();
    const tried = await api.post(
      '/groups?dryRun=true',
      { displayName: 'Blue' },
      { 'Idempotency-Key': 'tried' },
    );
    expect(tried.status).toBe(200);
    // What was tried leaves its key to what is done.
    const made = await api.post('/groups', { displayName: 'Blue' }, { 'Idempotency-Key': 'tried' });
    expect(made.status).toBe(201);
    expect(made.headers['idempotent-replayed']).toBeUndefined();
  });

  test('where each attribute came from, and why somebody is in a group, is told', async () => {
    const { api, client } = await administered();
    const { id } = await client.create('ada@example.com', { displayName: 'Ada', profile: { team: 'Blue' } });
    const patch = { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'] };
    await client.patch(`/Users/${id}`, {
      ...patch,
      Operations: [{ op: 'replace', value: { displayName: 'A' } }],
    });
    await api.post('/rule-groups', { displayName: 'Blue', text: 'profile.team eq "Blue"' });
    const { items } = (await api.get(`/agents/${id}/attributes`)).body;
    const named = (path: string) => items.find((item: { readonly path: string }) => item.path === path);
    expect(named('displayName')).toMatchObject({ value: 'A', since: { action: 'AgentUpdated' } });
    expect(named('profile.team')).toMatchObject({
      value: 'Blue',
      since: { action: 'AgentProvisioned', principal: { kind: 'token', name: 'Okta' } },
    });
    const groups = await api.get(`/agents/${id}/groups`);
    expect(groups.body.items).toMatchObject([
      {
        group: { displayName: 'Blue' },
        belongs: true,
        because: 'rule',
        rule: { holds: true, values: ['Blue'] },
      },
    ]);
    const timeline = await api.get(`/agents/${id}/timeline?limit=1`);
    expect(timeline.body.items).toMatchObject([{ action: 'AgentUpdated' }]);
    const older = await api.get(`/agents/${id}/timeline?limit=1&cursor=${timeline.body.next}`);
    expect(older.body.items).toMatchObject([{ action: 'AgentProvisioned' }]);
  });

  test('the audit log is found by action and request, and exported as lines and as a table', async () => {
    const { api, ids } = await administered();
    const done = await api.post(`/agents/${ids[0]}/deactivate`, {});
    const requestId = done.headers['x-request-id'];
    const byAction = await api.get('/audit-log?action=AgentDeactivated');
    expect(byAction.body.items).toMatchObject([{ action: 'AgentDeactivated', requestId }]);
    expect((await api.get(`/audit-log?requestId=${requestId}`)).body.items).toHaveLength(1);
    const lines = await api.get('/audit-log/export');
    expect(lines.headers['content-type']).toBe('application/jsonl');
    for (const line of lines.text.split('\n').filter(Boolean))
      expect(JSON.parse(line)).toMatchObject({ position: expect.any(Number), action: expect.any(String) });
    const table = await api.get('/audit-log/export?format=csv');
    expect(table.headers['content-type']).toBe('text/csv');
    expect(table.text).toMatch(/^position,at,accountId,/);
  });
});
