import { expect, test } from 'vitest';
import type { Caller } from '../../src/application/ports/caller.ts';
import { agentId } from '../../src/domain/shared/identifiers.ts';
import { instantOf } from '../../src/domain/shared/instant.ts';
import { brakedAccount, deactivation } from '../support/brakes.ts';
import { onEachDatabase } from '../support/databases.ts';
import { groupSchema, patchOf, type ScimClient, user, userGroupSchema } from '../support/scim-client.ts';
import { operator, serverOn } from '../support/start-server.ts';

onEachDatabase('Agents whom the directory deactivated at once', (product) => {
  const server = serverOn(product, { tokenCacheSeconds: 0 });
  const braked = (agents: number, stops?: boolean) => brakedAccount(server(), agents, stops);
  type Braked = Awaited<ReturnType<typeof braked>>;

  const activeOf = async ({ client }: Pick<Braked, 'client'>, ids: readonly string[]) =>
    Promise.all(ids.map(async (id) => (await client.get(`/Users/${id}`)).body.active));
  const bringBack = async ({ api }: Pick<Braked, 'api'>, reason?: string) => {
    const answer = await api.post('/brake/bring-back', { reason });
    await server().workOnJobs();
    return answer;
  };
  const listed = async (api: ScimClient) =>
    (await api.get('/brake/agents')).body.items.map(({ id }: { id: string }) => id);
  const group = async (client: ScimClient, displayName: string, members: readonly string[]) => {
    const value = members.map((id) => ({ value: id }));
    const { body } = await client.post('/Groups', { schemas: [groupSchema], displayName, members: value });
    return `/Groups/${body.id}`;
  };
  const leave = (client: ScimClient, path: string, id: string | undefined) =>
    client.patch(path, patchOf({ op: 'remove', path: `members[value eq "${id}"]` }));
  const membersOf = async (client: ScimClient, path: string) =>
    ((await client.get(path)).body.members ?? []).map(({ value }: { value: string }) => value).sort();

  test('are all back, in the name of whoever asked, and the directory goes on', async () => {
    const account = await braked(12);
    const { ids, api, deactivate, wave, told, client } = account;
    await deactivate(ids.slice(0, 6));
    expect(await listed(api)).toEqual(ids.slice(0, 4));
    const started = await bringBack(account, 'A wrong assignment');
    expect(started).toMatchObject({
      status: 202,
      body: { action: 'bringBack', agents: 4, reason: 'A wrong assignment' },
    });
    expect(await activeOf(account, ids)).toEqual(Array(12).fill(true));
    expect(await wave()).toBeUndefined();
    const back = await told('AgentReactivated');
    expect(back).toHaveLength(4);
    expect(back[0]).toMatchObject({ principal: { name: 'Okta 2' } });
    expect(back[0]?.changes).toContainEqual({ path: 'reason', to: 'A wrong assignment' });
    const [released] = await told('BrakeReleased');
    expect(released?.changes).toContainEqual({ path: 'decision', to: 'bringBack' });
    expect((await client.patch(`/Users/${ids[0]}`, deactivation)).status).toBe(200);
    expect((await bringBack(account)).body).toMatchObject({ status: 409, code: 'nobodyToBringBack' });
  });

  test('are in the groups again from which the directory took them, and in no others', async () => {
    const account = await braked(8, false);
    const { ids, client, api, deactivate } = account;
    const [ada, bob, cid, dan] = ids;
    const before = await group(client, 'Left before', ids);
    const pushed = await group(client, 'Pushed', ids);
    await leave(client, before, ada);
    await deactivate([ada, bob, cid, dan].map(String));
    for (const id of [ada, bob, cid]) await leave(client, pushed, id);
    await bringBack(account);
    expect(await membersOf(client, pushed)).toEqual([...ids].sort());
    expect(await membersOf(client, before)).toEqual(ids.filter((id) => id !== ada).sort());
    expect(await activeOf(account, ids)).toEqual(Array(8).fill(true));
    expect((await api.get('/brake')).body.wave).toBeUndefined();
  });

  test('have the roles again that the same request took, and the groups for which one needs them', async () => {
    const account = await braked(0, false);
    const { client, api } = account;
    const people = [];
    for (const name of ['ada', 'bob', 'cid', 'dan']) {
      const fields = { roles: [{ value: 'manager' }] };
      people.push(await client.create(`${name}@example.com`, fields));
    }
    const ids = people.map(({ id }: { id: string }) => id);
    const users = await client.post('/Usergroups', {
      schemas: [userGroupSchema],
      displayName: 'Managers',
      members: ids.map((value: string) => ({ value })),
    });
    expect(users.status).toBe(201);
    const path = `/Usergroups/${users.body.id}`;
    for (const { id, userName } of people)
      await client.put(`/Users/${id}`, user(userName, { active: false }));
    expect(await membersOf(client, path)).toEqual([]);
    await bringBack(account);
    expect((await client.get(`/Users/${ids[0]}`)).body).toMatchObject({
      active: true,
      roles: [{ value: 'manager' }],
    });
    expect(await membersOf(client, path)).toEqual([...ids].sort());
    expect((await api.get('/brake')).body.wave).toBeUndefined();
  });

  test('follow rules by themselves', async () => {
    const account = await braked(8, false);
    const { api, ids, deactivate, told } = account;
    const { body } = await api.post('/rule-groups', { displayName: 'All', text: 'userName pr' });
    await deactivate(ids.slice(0, 4));
    await bringBack(account);
    expect(await told('AgentJoinedGroup')).toHaveLength(4);
    const { items } = (await api.get(`/groups/${body.group.id}/members`)).body;
    expect(items).toHaveLength(8);
  });

  test('stay out where somebody here wants it so, before or behind the directory', async () => {
    const account = await braked(20, false);
    const { ids, api, client, deactivate, told } = account;
    const [ada, bob, cid] = ids;
    await api.post(`/agents/${ada}/deactivate`, {});
    await deactivate(ids.slice(0, 8));
    // The one was out already by the directory, the other was let in by it again.
    await api.post(`/agents/${bob}/deactivate`, { reason: 'Left on Monday' });
    const [kept] = await told('AgentKeptOut');
    expect(kept).toMatchObject({ target: { id: bob } });
    expect(kept?.changes).toEqual([{ path: 'reason', to: 'Left on Monday' }]);
    await client.patch(`/Users/${cid}`, patchOf({ op: 'replace', value: { active: true } }));
    await api.post(`/agents/${cid}/deactivate`, {});
    expect(await listed(api)).toEqual(ids.slice(3, 8));
    await bringBack(account);
    expect(await activeOf(account, ids)).toEqual([...Array(3).fill(false), ...Array(17).fill(true)]);
  });

  test('are left alone where the directory brought them back, or removed them', async () => {
    const account = await braked(20, false);
    const { ids, client, deactivate } = account;
    const [ada, bob] = ids;
    await deactivate(ids.slice(0, 8));
    await client.patch(
      `/Users/${ada}`,
      patchOf({ op: 'replace', value: { active: true, displayName: 'A' } }),
    );
    const { body: before } = await client.get(`/Users/${ada}`);
    await client.delete(`/Users/${bob}`);
    expect((await bringBack(account)).body.agents).toBe(6);
    expect((await client.get(`/Users/${ada}`)).body.meta.version).toBe(before.meta.version);
    expect((await client.get(`/Users/${bob}`)).status).toBe(404);
  });

  test('are not those who were deactivated long before', async () => {
    const account = await braked(20, false);
    const { ids, deactivate } = account;
    await deactivate(ids.slice(0, 2));
    server().putClockForward(20 / (24 * 60));
    await deactivate(ids.slice(2, 9));
    await bringBack(account);
    expect(await activeOf(account, ids.slice(0, 3))).toEqual([false, false, true]);
  });

  test('are named by a dry run, which changes nothing', async () => {
    const account = await braked(12);
    const { ids, api, deactivate, wave, told } = account;
    await deactivate(ids.slice(0, 4));
    const { body } = await api.post('/brake/bring-back?dryRun=true', {});
    expect(body.result).toMatchObject({ agents: 4, worked: 4, refused: 0, status: 'done' });
    const names = body.entries
      .filter(({ action }: { action: string }) => action === 'AgentReactivated')
      .map(({ target }: { target: { id: string } }) => target.id);
    expect(names.sort()).toEqual(ids.slice(0, 4).sort());
    expect(await told('AgentReactivated')).toEqual([]);
    expect(await wave()).toMatchObject({ agents: 4 });
    expect((await wave()).job).toBeUndefined();
  });

  test('come back by the thousand, one job behind the other, and once each after a crash', async () => {
    const account = await braked(1500, false);
    const { ids, api, caller, told, wave } = account;
    const { reviseAgent } = server().application;
    const token: Caller = {
      ...caller,
      principal: { kind: 'token', id: account.token.token.state.id, name: 'Okta' },
    };
    const revise = (current: { desired: () => object }) => ({ ...current.desired(), active: false }) as never;
    for (let start = 0; start < 1200; start += 100)
      await Promise.all(
        ids.slice(start, start + 100).map((id) => reviseAgent(token, { id: agentId(id), revise })),
      );
    expect(await wave()).toMatchObject({ agents: 1200, of: 1500 });
    const { body: job } = await api.post('/brake/bring-back', {});
    expect(job).toMatchObject({ agents: 1000 });
    expect((await api.post('/brake/bring-back', {})).body.id).toBe(job.id);
    // A process gives some of them their turn, and dies before it has written that down.
    const inAnHour = instantOf(new Date(Date.now() + 3_600_000));
    await server().unitOfWork.transact(caller, async ({ agentJobs }) => {
      const known = await agentJobs.find(job.id);
      if (known !== undefined) await agentJobs.store(known.take('dead', inAnHour));
    });
    await server().application.bringSomeAgentsBack(caller, { ids: ids.slice(250, 500).map(agentId) });
    expect(await server().agentJobWork.round(operator)).toBe(false);
    server().putClockForward(2 / 24);
    await server().agentJobWork.round(operator);
    expect(await wave()).toMatchObject({ agents: 1200, broughtBack: 1000, refused: 0 });
    await server().workOnJobs();
    const { totalResults } = (await account.client.get('/Users?filter=active%20eq%20true&count=0')).body;
    expect(totalResults).toBe(1500);
    expect(await wave()).toBeUndefined();
    const jobs = (await api.get('/agent-jobs')).body.items;
    expect(jobs.map(({ agents, worked }: { agents: number; worked: number }) => [agents, worked])).toEqual([
      [200, 200],
      [1000, 1000],
    ]);
    expect(await told('BrakeReleased')).toHaveLength(1);
  });

  test('wait where the job is stopped, and somebody decides anew', async () => {
    const account = await braked(40);
    const { ids, api, deactivate, wave, client } = account;
    await deactivate(ids.slice(0, 11));
    const { body: job } = await api.post('/brake/bring-back', {});
    expect((await client.patch(`/Users/${ids[20]}`, deactivation)).status).toBe(503);
    await api.post(`/agent-jobs/${job.id}/cancel`, {});
    await server().workOnJobs();
    expect(await wave()).toMatchObject({ isStopped: true, job: job.id });
    expect((await bringBack(account)).body.id).not.toBe(job.id);
    expect(await activeOf(account, ids)).toEqual(Array(40).fill(true));
  });

  test('are brought back by operators alone where the directory alone decides', async () => {
    const account = await braked(12);
    const { ids, api, caller, deactivate } = account;
    await deactivate(ids.slice(0, 4));
    await server().application.switchDirectoryOnly(caller, { on: true });
    expect((await bringBack(account)).body).toMatchObject({ code: 'directoryOnly' });
    await server().application.bringAgentsBack(caller, {});
    await server().workOnJobs();
    expect(await activeOf(account, ids)).toEqual(Array(12).fill(true));
    expect((await api.get('/brake')).body.wave).toBeUndefined();
  });
});
