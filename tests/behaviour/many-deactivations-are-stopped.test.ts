import { expect, test } from 'vitest';
import { agentId } from '../../src/domain/shared/identifiers.ts';
import { instantOf } from '../../src/domain/shared/instant.ts';
import { brakedAccount, deactivation } from '../support/brakes.ts';
import { onEachDatabase, onEachServer } from '../support/databases.ts';
import { LogoutSender } from '../support/logout-sender.ts';
import { basic, bulkSchema, errorSchema, patchOf, user } from '../support/scim-client.ts';
import { serverOn, TestServer } from '../support/start-server.ts';

onEachDatabase('A directory that deactivates many at once', (product) => {
  const server = serverOn(product, { tokenCacheSeconds: 0 });
  const braked = (agents: number, stops?: boolean) => brakedAccount(server(), agents, stops);

  test('is told of once, and goes on where it is not to be stopped', async () => {
    const { ids, deactivate, wave, told, journal } = await braked(20, false);
    expect(await deactivate(ids.slice(0, 5))).toEqual(Array(5).fill(200));
    expect(await wave()).toBeUndefined();
    expect(await deactivate(ids.slice(5))).toEqual(Array(15).fill(200));
    expect(await wave()).toMatchObject({ agents: 20, of: 20, isStopped: false });
    const [entry, ...others] = await told('ManyAgentsDeactivated');
    expect(others).toEqual([]);
    expect(entry).toMatchObject({ principal: { kind: 'token', name: 'Okta' }, target: { type: 'account' } });
    expect(entry?.changes).toContainEqual({ path: 'agents', to: 6 });
    // In the transaction of the deactivation by which there are too many.
    const same = (await journal()).filter(({ requestId }) => requestId === entry?.requestId);
    expect(same.map(({ action }) => action)).toContain('AgentDeactivated');
    expect(server().logLines.join()).toContain('took access away from many agents');
  });

  test('is stopped behind the share, and told why and when to come again', async () => {
    const { ids, client, deactivate, wave } = await braked(20);
    expect(await deactivate(ids.slice(0, 6))).toEqual(Array(6).fill(200));
    const refused = await client.patch(`/Users/${ids[6]}`, deactivation);
    expect(refused).toMatchObject({
      status: 503,
      headers: { 'retry-after': '300' },
      body: { schemas: [errorSchema], status: '503' },
    });
    expect(refused.body.detail).toContain('6 of 20 agents');
    expect(refused.body.detail).toContain('In Okta, check the assignment');
    expect((await client.get(`/Users/${ids[6]}`)).body.active).toBe(true);
    expect(await wave()).toMatchObject({ agents: 6, of: 20, isStopped: true });
  });

  test('is stopped whatever the request is, and whatever else it says', async () => {
    const { ids, client, deactivate } = await braked(12);
    await deactivate(ids.slice(0, 4));
    const path = `/Users/${ids[5]}`;
    const { body: agent } = await client.get(path);
    const { userName } = agent;
    for (const answer of [
      await client.put(path, user(userName, { active: false })),
      await client.put(path, user('other@example.com', { active: false, nickName: 7 })),
      await client.patch(path, patchOf({ op: 'replace', path: 'active', value: 'False' })),
      await client.patch(path, patchOf({ op: 'add', path: 'active', value: false })),
      await client.delete(path),
      // Whoever is out could not be brought back any more.
      await client.delete(`/Users/${ids[0]}`),
    ])
      expect(answer.status).toBe(503);
    const bulk = await client.post('/Bulk', {
      schemas: [bulkSchema],
      Operations: [
        { method: 'PATCH', path, data: deactivation },
        { method: 'DELETE', path },
        { method: 'PATCH', path, data: patchOf({ op: 'replace', value: { displayName: 'Ada' } }) },
        { method: 'POST', path: '/Users', bulkId: 'new', data: user('new@example.com', { active: false }) },
      ],
    });
    expect(bulk.body.Operations.map(({ status }: { status: string }) => status)).toEqual([
      ...['503', '503', '200', '201'],
    ]);
    expect((await client.get(path)).body).toMatchObject({ active: true, displayName: 'Ada' });
  });

  test('goes on with all else', async () => {
    const { ids, client, deactivate } = await braked(12);
    await deactivate(ids.slice(0, 4));
    expect((await client.create('new@example.com')).active).toBe(true);
    const back = patchOf({ op: 'replace', value: { active: true } });
    expect((await client.patch(`/Users/${ids[0]}`, back)).body.active).toBe(true);
    // Whoever is out already is not taken out again.
    expect((await client.patch(`/Users/${ids[1]}`, deactivation)).status).toBe(200);
    expect((await client.get('/Users?count=1')).status).toBe(200);
  });

  test('stops nobody here, and no other account', async () => {
    const [ours, theirs] = [await braked(12), await braked(12)];
    await ours.deactivate(ours.ids.slice(0, 4));
    expect((await ours.api.post(`/agents/${ours.ids[6]}/deactivate`, {})).status).toBe(200);
    expect((await ours.api.send('DELETE', `/agents/${ours.ids[7]}`)).status).toBe(204);
    await server().application.deactivateAgent(ours.caller, { id: agentId(ours.ids[8] ?? '') });
    expect(await ours.wave()).toMatchObject({ agents: 4 });
    expect(await theirs.deactivate(theirs.ids.slice(0, 3))).toEqual([200, 200, 200]);
    expect(await theirs.wave()).toBeUndefined();
  });

  test('stops no job, no import and no sign-out, none of which is of the directory', async () => {
    const { ids, api, caller, client, deactivate, wave } = await braked(20);
    const { application } = server();
    await deactivate(ids.slice(0, 6));
    const [out, gone] = [ids.slice(6, 9), ids.slice(9, 12)];
    for (const [action, some] of [
      ['deactivate', out],
      ['remove', gone],
    ] as const) {
      const { body: job } = await api.post('/agent-jobs', { action, ids: some });
      await server().workOnJobs();
      expect((await api.get(`/agent-jobs/${job.id}`)).body).toMatchObject({ worked: 3, refused: 0 });
    }
    // Who is there already stays as it is.
    const { userName } = (await client.get(`/Users/${ids[12]}`)).body;
    const rows = [{ userName, active: false }];
    expect(await application.importAgents(caller, { rows })).toEqual(['alreadyThere']);
    const metadataXml = new LogoutSender().metadataXml();
    const { state } = await application.addSsoConnection(caller, { name: 'Logout', metadataXml });
    const provider = { kind: 'identityProvider', id: state.id, name: 'Logout' } as const;
    const endsAt = instantOf(new Date(Date.now() + 60_000));
    const subject = { format: 'email', email: userName } as const;
    const logout = { subject, issuer: 'x', tokenId: 'one', endsAt };
    await application.logOutSubject({ ...caller, principal: provider }, logout);
    expect((await client.get(`/Users/${ids[12]}`)).body.active).toBe(true);
    const inactive = await client.get('/Users?filter=active%20eq%20false&count=0');
    expect(inactive.body.totalResults).toBe(9);
    expect(await wave()).toMatchObject({ agents: 6 });
  });

  test('is the directory over SCIM alone, where its token is an administrator’s at once', async () => {
    const account = await braked(20);
    const { ids, client, wave } = account;
    const { text } = await account.issueToken({ scopes: ['scim', 'admin:write'] });
    const headers = { Authorization: `Bearer ${text}`, 'Content-Type': 'application/json' };
    const [scim, api] = [client.with(headers), client.with(headers, server().baseUrl('/api/v1'))];
    const statuses = [];
    for (const id of ids.slice(0, 7)) statuses.push((await scim.patch(`/Users/${id}`, deactivation)).status);
    expect(statuses).toEqual([...Array(6).fill(200), 503]);
    expect((await api.post(`/agents/${ids[6]}/deactivate`, {})).status).toBe(200);
    expect((await api.send('DELETE', `/agents/${ids[7]}`)).status).toBe(204);
    expect(await wave()).toMatchObject({ agents: 6, isStopped: true });
  });

  test('counts those that it removes as well', async () => {
    const { ids, client, wave } = await braked(12);
    const statuses = [];
    for (const id of ids.slice(0, 5)) statuses.push((await client.delete(`/Users/${id}`)).status);
    expect(statuses).toEqual([204, 204, 204, 204, 503]);
    expect(await wave()).toMatchObject({ agents: 4, of: 12 });
  });

  test('is let go on by somebody here, and told once', async () => {
    const { ids, api, deactivate, told } = await braked(12);
    await deactivate(ids.slice(0, 4));
    expect((await api.post('/brake/go-on', {})).body.wave).toBeUndefined();
    expect((await api.post('/brake/go-on', {})).status).toBe(200);
    expect(await told('BrakeReleased')).toHaveLength(1);
    expect(await deactivate(ids.slice(4))).toEqual(Array(8).fill(200));
  });

  test('is stopped by whoever switches it on in the middle', async () => {
    const { ids, api, deactivate } = await braked(12, false);
    await deactivate(ids.slice(0, 5));
    await api.patch('/brake', { stops: true });
    expect(await deactivate(ids.slice(5, 6))).toEqual([503]);
    await api.patch('/brake', { stops: false });
    expect(await deactivate(ids.slice(5, 6))).toEqual([200]);
  });

  test('is no more than few where the account is small, or the time long', async () => {
    const small = await braked(3);
    expect(await small.deactivate(small.ids.slice(0, 2))).toEqual([200, 200]);
    expect(await small.wave()).toBeUndefined();
    const { ids, deactivate, wave } = await braked(12);
    await deactivate(ids.slice(0, 3));
    server().putClockForward(11 / (24 * 60));
    expect(await deactivate(ids.slice(3, 5))).toEqual([200, 200]);
    expect(await wave()).toBeUndefined();
  });

  test('passes by no more than it may, however many come at once', async () => {
    const { ids, client, wave, told } = await braked(80);
    const answers = await Promise.all(
      ids.slice(0, 64).map((id) => client.patch(`/Users/${id}`, deactivation)),
    );
    const statuses = answers.map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set([200, 503]));
    expect(statuses.filter((status) => status === 200)).toHaveLength(21);
    expect(await wave()).toMatchObject({ agents: 21, of: 80 });
    expect(await told('ManyAgentsDeactivated')).toHaveLength(1);
    const { totalResults } = (await client.get('/Users?filter=active%20eq%20false')).body;
    expect(totalResults).toBe(21);
  });

  test('is seen on the overview, with what to do about it', async () => {
    const { ids, api, client, deactivate } = await braked(12);
    await deactivate(ids.slice(0, 5));
    const { parts } = (await api.get('/overview')).body;
    const pushes = parts.find(({ name }: { name: string }) => name === 'pushes');
    expect(pushes).toMatchObject({ condition: 'failing' });
    expect(pushes.findings).toContainEqual(
      expect.objectContaining({ reason: 'deactivationsStopped', count: 4 }),
    );
    await client.delete(`/Users/${ids[9]}`);
    await expect
      .poll(async () => (await api.get('/requests?limit=1&failed=true')).body.items[0]?.refusal?.code)
      .toBe('brakeHolds');
  });
});

onEachServer('Two services on one database', (product) => {
  const server = serverOn(product, { tokenCacheSeconds: 0 });

  test('count together', async () => {
    const other = await TestServer.start(server().databaseUrl);
    try {
      const { ids, client, token, wave } = await brakedAccount(server(), 40);
      const elsewhere = client.with({ Authorization: basic(token.text) }, other.baseUrl());
      const answers = await Promise.all(
        ids.map((id, index) => [client, elsewhere][index % 2]?.patch(`/Users/${id}`, deactivation)),
      );
      const passed = answers.filter((answer) => answer?.status === 200);
      expect(passed).toHaveLength(11);
      expect(answers.filter((answer) => answer?.status === 503)).toHaveLength(29);
      expect(await wave()).toMatchObject({ agents: 11, of: 40 });
    } finally {
      await other.stop();
    }
  });
});
