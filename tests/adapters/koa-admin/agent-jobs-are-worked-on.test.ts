import { expect, test } from 'vitest';
import type { AgentId } from '../../../src/domain/shared/identifiers.ts';
import { apiClient } from '../../support/api-client.ts';
import { administer, onEachDatabase } from '../../support/databases.ts';
import type { ScimClient } from '../../support/scim-client.ts';
import { operator, serverOn, type TestAccount } from '../../support/start-server.ts';

const nobody = '0199d2a0-0000-7000-8000-ffffffffffff';

onEachDatabase('A job of many agents', (product) => {
  // Accounts are closed and lose their Single Sign-On here.
  const server = serverOn(product, { tokenCacheSeconds: 0 });

  const administered = async () => {
    const account = await server().openAccount();
    return { ...account, api: await apiClient(server(), account) };
  };
  const statusesOf = async (api: ScimClient) =>
    (await api.get('/agents')).body.items.map(({ status }: { status: string }) => status);
  const round = () => server().agentJobWork.round(operator);
  const actionsIn = async (journal: TestAccount['journal'], isOfJob = true) =>
    (await journal())
      .map(({ action }) => action)
      .filter((action) => action.startsWith('AgentJob') === isOfJob)
      .toReversed();

  test('is accepted at once, worked on in pieces, and tells how far it is', async () => {
    const { api, provisionMany, journal } = await administered();
    const ids = await provisionMany(25);
    const asked = { action: 'deactivate', ids, reason: 'The branch closes' };
    const started = await api.post('/agent-jobs', asked);
    expect(started).toMatchObject({
      status: 202,
      body: { action: 'deactivate', status: 'underWay', agents: 25, worked: 0, refused: 0 },
    });
    const path = `/agent-jobs/${started.body.id}`;
    await round();
    expect((await api.get(path)).body).toMatchObject({ status: 'underWay', worked: 10 });
    await server().workOnJobs();
    const ended = await api.get(path);
    expect(ended.body).toMatchObject({ status: 'done', worked: 25, refused: 0, reason: 'The branch closes' });
    expect(ended.body.endedAt).toBeDefined();
    expect(new Set(await statusesOf(api))).toEqual(new Set(['deactivated']));
    expect((await api.get('/agent-jobs')).body.items).toEqual([ended.body]);
    expect(await actionsIn(journal)).toEqual(['AgentJobStarted', 'AgentJobEnded']);
    const deactivation = (await journal()).find(({ action }) => action === 'AgentDeactivated');
    expect(deactivation).toMatchObject({ principal: { kind: 'token', name: 'Okta 2' } });
    expect(deactivation?.changes).toContainEqual({ path: 'reason', to: 'The branch closes' });
    const [start] = (await journal()).filter(({ action }) => action === 'AgentJobStarted');
    expect(deactivation?.requestId).toBe(start?.requestId);
  });

  test('is of whoever a filter finds when it starts', async () => {
    const { api, provisionMany } = await administered();
    await provisionMany(3, (index) => ({ userName: `${['ada', 'alan', 'bob'][index]}@example.com` }));
    const filter = 'userName sw "a"';
    await api.post('/agent-jobs', { action: 'remove', filter });
    await provisionMany(1, () => ({ userName: 'anna@example.com' }));
    await server().workOnJobs();
    const left = (await api.get('/agents')).body.items.map(({ userName }: { userName: string }) => userName);
    expect(left.sort()).toEqual(['anna@example.com', 'bob@example.com']);
    const none = await api.post('/agent-jobs', { action: 'remove', filter: 'userName eq "nobody"' });
    expect(none).toMatchObject({ status: 400, body: { code: 'inputInvalid', attribute: 'filter' } });
    for (const body of [{ action: 'remove' }, { action: 'remove', ids: [nobody], filter }])
      expect((await api.post('/agent-jobs', body)).body.code).toBe('inputInvalid');
  });

  test('takes 1000 agents, and no more', async () => {
    const { api, provisionMany } = await administered();
    const ids = await provisionMany(1001);
    const start = (asked: object) => api.post('/agent-jobs', { action: 'deactivate', ...asked });
    expect((await start({ ids: ids.slice(1) })).body.agents).toBe(1000);
    expect((await start({ ids })).body).toMatchObject({ code: 'inputInvalid', attribute: 'ids' });
    const wide = await start({ filter: 'userName pr' });
    expect(wide.body).toMatchObject({ code: 'inputInvalid', attribute: 'filter' });
    const [job] = (await api.get('/agent-jobs')).body.items;
    await api.post(`/agent-jobs/${job.id}/cancel`, {});
    await server().workOnJobs();
  });

  test('tells page by page what came of each agent, and why it was refused', async () => {
    const { api, provisionMany, caller } = await administered();
    const ids = await provisionMany(3);
    await server().application.deactivateAgent(caller, { id: ids[0] as AgentId });
    await server().application.disconnectSso(caller);
    const { body } = await api.post('/agent-jobs', { action: 'reactivate', ids: [...ids, nobody] });
    expect(body).toMatchObject({ agents: 4, worked: 1, refused: 1 });
    const path = `/agent-jobs/${body.id}/agents?limit=3`;
    const first = await api.get(path);
    expect(first.body.items.map(({ outcome }: { outcome: string }) => outcome)).toEqual([
      ...['refused', 'waiting', 'waiting'],
    ]);
    await server().workOnJobs();
    const results = await api.get(path);
    const rest = await api.get(`${path}&cursor=${results.body.next}`);
    expect(results.body.items[0]).toMatchObject({ id: nobody, outcome: 'refused', code: 'agentNotFound' });
    expect([...results.body.items, ...rest.body.items].slice(1)).toMatchObject(
      ids.map((id) => ({ id, outcome: 'refused', code: 'ssoNotSetUp' })),
    );
    expect(rest.body.next).toBeUndefined();
  });

  test('says what it would do, and does nothing', async () => {
    const { api, provisionMany, journal } = await administered();
    const ids = await provisionMany(12);
    const before = await journal();
    const tried = await api.post('/agent-jobs?dryRun=true', { action: 'remove', ids: [...ids, nobody] });
    expect(tried).toMatchObject({
      status: 200,
      body: { agents: 12, entriesTotal: 13, result: { agents: 13, worked: 13, refused: 1 } },
    });
    expect((await api.get('/agent-jobs')).body.items).toEqual([]);
    expect(await journal()).toEqual(before);
    expect(await statusesOf(api)).toHaveLength(12);
  });

  test('says what it would do to 1000 agents, with the groups that they would leave', async () => {
    const { api, provisionMany } = await administered();
    await provisionMany(1000);
    await api.post('/rule-groups', { displayName: 'All', text: 'active eq true' });
    const everybody = { action: 'deactivate', filter: 'userName pr', reason: 'The branch closes' };
    const tried = await api.post('/agent-jobs?dryRun=true', everybody);
    expect(tried).toMatchObject({
      status: 200,
      body: { agents: 1000, memberships: 1000, result: { agents: 1000, worked: 1000, refused: 0 } },
    });
    expect((await api.get('/agents?filter=active+eq+false&withTotal=true')).body.total).toBe(0);
  });

  test('stops when it is cancelled, and what was done stays', async () => {
    const { api, provisionMany, journal } = await administered();
    const { body } = await api.post('/agent-jobs', { action: 'remove', ids: await provisionMany(25) });
    await round();
    const cancel = () => api.post(`/agent-jobs/${body.id}/cancel`, {});
    expect(await cancel()).toMatchObject({ status: 200, body: { status: 'cancelling', worked: 10 } });
    expect((await cancel()).body.status).toBe('cancelling');
    await server().workOnJobs();
    expect((await cancel()).body).toMatchObject({ status: 'cancelled', worked: 10 });
    expect(await statusesOf(api)).toHaveLength(15);
    expect(await actionsIn(journal)).toEqual(['AgentJobStarted', 'AgentJobCancelled', 'AgentJobEnded']);
  });

  test('stops when the token that asked for it is revoked', async () => {
    const account = await administered();
    const { text, token } = await account.issueToken({ scopes: ['admin:write'] });
    const asking = account.api.with({ Authorization: `Bearer ${text}`, 'Content-Type': 'application/json' });
    const ids = await account.provisionMany(2);
    const { body } = await asking.post('/agent-jobs', { action: 'remove', ids });
    await server().application.revokeToken(account.caller, { id: token.state.id });
    await server().workOnJobs();
    const read = await account.api.get(`/agent-jobs/${body.id}`);
    expect(read.body).toMatchObject({ status: 'cancelled', worked: 0 });
    expect(await statusesOf(account.api)).toHaveLength(2);
  });

  test('stops when the person who asked for it is no administrator any more', async () => {
    const account = await administered();
    const [ada = ''] = await account.provisionMany(1, () => ({
      directory: { roles: [{ value: 'grader' }] },
    }));
    const ids = (await account.provisionMany(2)) as AgentId[];
    const person = {
      kind: 'person',
      agentId: ada as AgentId,
      name: 'ada@example.com',
      role: 'admin',
    } as const;
    const asking = { ...account.caller, principal: person };
    await server().application.startAgentJob(asking, { action: 'deactivate', ids });
    await server().workOnJobs();
    const [job] = (await account.api.get('/agent-jobs')).body.items;
    const results = await account.api.get(`/agent-jobs/${job.id}/agents`);
    expect(results.body.items.map(({ code }: { code: string }) => code)).toEqual([
      ...['permissionMissing', 'permissionMissing'],
    ]);
  });

  test('is done again from where it is known to be, and changes nothing twice', async () => {
    const { api, provisionMany, journal } = await administered();
    const { body } = await api.post('/agent-jobs', { action: 'remove', ids: await provisionMany(3) });
    await round();
    // As it stands where a process has died before it wrote down how far it was.
    const again = `UPDATE agent_jobs SET worked = 0, ended_at = NULL, due_at = created_at WHERE id = '${body.id}'`;
    await administer(server().databaseUrl, again);
    await server().workOnJobs();
    expect((await api.get(`/agent-jobs/${body.id}`)).body).toMatchObject({ status: 'done', refused: 0 });
    const removals = (await journal()).filter(({ action }) => action === 'AgentRemoved');
    expect(removals).toHaveLength(3);
  });

  test('is left alone while another process works on it, and taken over when that has died', async () => {
    const { api, provisionMany } = await administered();
    const { body } = await api.post('/agent-jobs', { action: 'remove', ids: await provisionMany(3) });
    const held = (until: string) =>
      administer(
        server().databaseUrl,
        `UPDATE agent_jobs SET holder = '${nobody}', due_at = '${until}' WHERE id = '${body.id}'`,
      );
    await held('2999-01-01T00:00:00.000Z');
    await server().workOnJobs();
    expect((await api.get(`/agent-jobs/${body.id}`)).body.worked).toBe(0);
    await held(body.createdAt);
    await Promise.all([server().workOnJobs(), server().workOnJobs()]);
    expect((await api.get(`/agent-jobs/${body.id}`)).body).toMatchObject({ status: 'done', worked: 3 });
  });

  test('is one of ten at most that are under way, and one of thirty that are kept', async () => {
    const { api, provisionMany, caller } = await administered();
    const [id] = (await provisionMany(1)) as AgentId[];
    const start = () => api.post('/agent-jobs', { action: 'deactivate', ids: [id] });
    for (let job = 0; job < 10; job++) expect((await start()).status).toBe(202);
    expect(await start()).toMatchObject({ status: 409, body: { code: 'agentJobsTooMany' } });
    await server().workOnJobs();
    for (let done = 0; done < 3; done++) {
      for (let job = 0; job < 8; job++) expect((await start()).status).toBe(202);
      await server().workOnJobs();
    }
    expect(await server().application.listAgentJobs(caller)).toHaveLength(30);
  });

  test('is forgotten seven days after it has ended', async () => {
    const { api, provisionMany } = await administered();
    const { body } = await api.post('/agent-jobs', { action: 'deactivate', ids: await provisionMany(1) });
    await server().workOnJobs();
    server().putClockForward(6.9);
    await server().workOnJobs();
    expect((await api.get(`/agent-jobs/${body.id}`)).status).toBe(200);
    server().putClockForward(0.2);
    await server().workOnJobs();
    expect((await api.get(`/agent-jobs/${body.id}`)).body.code).toBe('agentJobNotFound');
  });

  test('keeps people out of a closed account, and lets nobody in again', async () => {
    const { provisionMany, caller } = await administered();
    const ids = (await provisionMany(1)) as AgentId[];
    const use = server().application;
    await use.closeAccount(caller);
    await expect(use.startAgentJob(caller, { action: 'reactivate', ids })).rejects.toMatchObject({
      code: 'accountClosed',
    });
    const { state } = await use.startAgentJob(caller, { action: 'deactivate', ids });
    await server().workOnJobs();
    expect((await use.readAgentJob(caller, { id: state.id })).state).toMatchObject({
      worked: 1,
      refused: [],
    });
  });
});
