import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { WriteScope } from '../../src/application/ports/unit-of-work.ts';
import type { Agent } from '../../src/domain/agent/agent.ts';
import { agentId } from '../../src/domain/shared/identifiers.ts';
import { later } from '../support/agents.ts';
import { brakedAccount } from '../support/brakes.ts';
import { onEachDatabase } from '../support/databases.ts';
import { groupSchema, patchOf, type ScimClient } from '../support/scim-client.ts';
import { serverOn } from '../support/start-server.ts';

onEachDatabase('What was decided since the directory deactivated many', (product) => {
  const server = serverOn(product, { tokenCacheSeconds: 0 });

  /** Eight agents of ten are out, and a job is to bring them back; nobody has had a turn. */
  async function startedJob() {
    const account = await brakedAccount(server(), 10, false);
    const { ids, api, deactivate } = account;
    await deactivate(ids.slice(0, 8));
    const { body: job } = await api.post('/brake/bring-back', {});
    expect(job).toMatchObject({ agents: 8, worked: 0 });
    return { ...account, job };
  }
  const group = async (client: ScimClient, displayName: string, members: readonly (string | undefined)[]) => {
    const value = members.map((id) => ({ value: id }));
    const { body } = await client.post('/Groups', { schemas: [groupSchema], displayName, members: value });
    return `/Groups/${body.id}`;
  };
  const change = (op: 'add' | 'remove', client: ScimClient, path: string, id: string | undefined) =>
    client.patch(
      path,
      op === 'remove'
        ? patchOf({ op, path: `members[value eq "${id}"]` })
        : patchOf({ op, path: 'members', value: [{ value: id }] }),
    );
  const membersOf = async (client: ScimClient, path: string) =>
    ((await client.get(path)).body.members ?? []).map(({ value }: { value: string }) => value).sort();
  const activeOf = (client: ScimClient, ids: readonly string[]) =>
    Promise.all(ids.map(async (id) => (await client.get(`/Users/${id}`)).body.active));

  test('an agent whom an administrator removed stays removed, and the job tells whom it could not bring back', async () => {
    const { ids, api, client, job, told, wave } = await startedJob();
    const [ada] = ids;
    expect((await api.send('DELETE', `/agents/${ada}`)).status).toBe(204);
    await server().workOnJobs();
    const results = (await api.get(`/agent-jobs/${job.id}/agents`)).body.items;
    expect(results.filter(({ outcome }: { outcome: string }) => outcome !== 'done')).toMatchObject([
      { id: ada, outcome: 'refused', code: 'agentNotFound' },
    ]);
    expect((await client.get(`/Users/${ada}`)).status).toBe(404);
    expect(await activeOf(client, ids.slice(1))).toEqual(Array(9).fill(true));
    expect(await wave()).toBeUndefined();
    const [released] = await told('BrakeReleased');
    expect(released?.changes).toEqual(
      expect.arrayContaining([
        { path: 'broughtBack', to: 7 },
        { path: 'refused', to: 1 },
      ]),
    );
    expect((await told('BringSomeAgentsBack')).map(({ target }) => target?.id)).toEqual([ada]);
  });

  test('an agent whom somebody deactivated on purpose stays out', async () => {
    const { ids, api, client } = await startedJob();
    const [ada, bob] = ids;
    await api.post(`/agents/${ada}/deactivate`, { reason: 'Left on Monday' });
    await client.patch(`/Users/${bob}`, patchOf({ op: 'replace', value: { active: true } }));
    await api.post(`/agents/${bob}/deactivate`, {});
    await server().workOnJobs();
    expect(await activeOf(client, ids)).toEqual([false, false, ...Array(8).fill(true)]);
  });

  test('an agent who is kept out, or brought back, at the same moment is out in the end', async () => {
    const { ids, api, caller, client, told } = await startedJob();
    const [ada, bob] = ids.map(agentId);
    if (ada === undefined || bob === undefined) throw new Error('There are no agents.');
    const { application, unitOfWork } = server();
    /** Does the work, and what is to happen meanwhile, in the middle of a transaction that changes the agent. */
    const during = async (
      id: typeof ada,
      end: (scope: WriteScope, agent: Agent) => Promise<void>,
      meanwhile: () => Promise<unknown>,
    ) => {
      const [begun, release] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      const first = unitOfWork.transact(caller, async (scope) => {
        const agent = await scope.agents.find(id);
        await scope.brake.change((brake) => brake.unchanged());
        begun.resolve();
        await release.promise;
        if (agent !== undefined) await end(scope, agent);
      });
      await begun.promise;
      const second = meanwhile();
      await setTimeout(300);
      release.resolve();
      await Promise.all([first, second]);
    };
    await during(
      ada,
      async (scope, agent) => scope.recordNotice(agent.keptOut(later)),
      () => application.bringSomeAgentsBack(caller, { ids: [ada] }),
    );
    await during(
      bob,
      async (scope, agent) => scope.agents.store(agent.reactivate(later)),
      () => api.post(`/agents/${bob}/deactivate`, {}),
    );
    expect((await told('AgentDeactivated')).filter(({ target }) => target?.id === bob)).toHaveLength(2);
    await server().workOnJobs();
    expect(await activeOf(client, ids)).toEqual([false, false, ...Array(8).fill(true)]);
  });

  test('a group that is gone stays gone, and one that is called otherwise has its members again', async () => {
    const { ids, api, client } = await startedJob();
    const [gone, renamed] = [await group(client, 'Gone', ids), await group(client, 'Renamed', ids)];
    for (const path of [gone, renamed])
      await client.patch(path, patchOf({ op: 'replace', path: 'members', value: [{ value: ids[9] }] }));
    await client.delete(gone);
    await client.patch(renamed, patchOf({ op: 'replace', value: { displayName: 'Called otherwise' } }));
    await server().workOnJobs();
    expect((await client.get(gone)).status).toBe(404);
    // The tenth is there, and the ninth was taken out of the group and never deactivated.
    expect(await membersOf(client, renamed)).toEqual(ids.filter((_, index) => index !== 8).sort());
    expect(await activeOf(client, ids)).toEqual(Array(10).fill(true));
    expect((await api.get('/brake')).body.wave).toBeUndefined();
  });

  test('a member whom the directory moved is in both groups, and one whom it let in again is there once', async () => {
    const { ids, client } = await startedJob();
    const [ada, bob] = ids;
    const from = await group(client, 'From', [ada, bob]);
    const to = await group(client, 'To', []);
    for (const id of [ada, bob]) await change('remove', client, from, id);
    await change('add', client, to, ada);
    await change('add', client, from, bob);
    await server().workOnJobs();
    expect(await membersOf(client, from)).toEqual([ada, bob].sort());
    expect(await membersOf(client, to)).toEqual([ada]);
  });

  test('a member whom somebody here moved by hand is where somebody here wants it', async () => {
    const { ids, api, client } = await startedJob();
    const [ada, bob] = ids;
    const made = async (displayName: string, members: readonly (string | undefined)[]) =>
      `/groups/${(await api.post('/groups', { displayName, members })).body.id}/members`;
    const [from, to] = [await made('By hand', [ada, bob]), await made('Elsewhere', [])];
    expect((await api.send('DELETE', `${from}/${ada}`)).status).toBe(200);
    expect((await api.put(`${to}/${ada}`, {})).status).toBe(200);
    await server().workOnJobs();
    const listed = async (path: string) =>
      (await api.get(path)).body.items.map(({ id }: { id: string }) => id);
    expect(await listed(from)).toEqual([bob]);
    expect(await listed(to)).toEqual([ada]);
    expect(await activeOf(client, ids)).toEqual(Array(10).fill(true));
  });

  test('roles that the directory gave since stay, and those that it took in the same request come back', async () => {
    const account = await brakedAccount(server(), 0, false);
    const { client } = account;
    const ids: string[] = [];
    for (const name of ['ada', 'bob', 'cid', 'dan'])
      ids.push((await client.create(`${name}@example.com`, { roles: [{ value: 'manager' }] })).id);
    const roles = (value: string) => patchOf({ op: 'replace', path: 'roles', value: [{ value }] });
    for (const id of ids)
      await client.patch(
        `/Users/${id}`,
        patchOf({ op: 'remove', path: 'roles' }, { op: 'replace', path: 'active', value: false }),
      );
    await client.patch(`/Users/${ids[0]}`, roles('grader'));
    await account.api.post('/brake/bring-back', {});
    await server().workOnJobs();
    const valuesOf = async (id: string | undefined) =>
      (await client.get(`/Users/${id}`)).body.roles.map(({ value }: { value: string }) => value);
    expect(await valuesOf(ids[0])).toEqual(['grader']);
    expect(await valuesOf(ids[1])).toEqual(['manager']);
    expect(await activeOf(client, ids)).toEqual(Array(4).fill(true));
  });

  test('one who cannot be what it was keeps no other out', async () => {
    const account = await brakedAccount(server(), 0, false);
    const { client, api, told } = account;
    const ids: string[] = [];
    const text = (characters: number) => 'x'.repeat(characters);
    const large = ['manager', 'grader', 'limitedAdmin', 'owner'].map((value) => ({
      value,
      display: text(32_000),
    }));
    for (const name of ['ada', 'bob', 'cid', 'dan', 'eve'])
      ids.push((await client.create(`${name}@example.com`, { roles: large })).id);
    for (const id of ids)
      await client.patch(
        `/Users/${id}`,
        patchOf({ op: 'remove', path: 'roles' }, { op: 'replace', path: 'active', value: false }),
      );
    // There is no room any more for the roles of one of them.
    const addresses = Array.from({ length: 150 }, (_, index) => ({
      type: 'other',
      formatted: text(1_000) + index,
    }));
    const filled = await client.patch(
      `/Users/${ids[2]}`,
      patchOf({ op: 'replace', path: 'addresses', value: addresses }),
    );
    expect(filled.status).toBe(200);
    const { body: job } = await api.post('/brake/bring-back', {});
    await server().workOnJobs();
    expect(await activeOf(client, ids)).toEqual([true, true, false, true, true]);
    const results = (await api.get(`/agent-jobs/${job.id}/agents`)).body.items;
    expect(results.filter(({ outcome }: { outcome: string }) => outcome === 'refused')).toMatchObject([
      { id: ids[2], code: 'attributeTooLarge' },
    ]);
    expect(await told('BringSomeAgentsBack')).toMatchObject([{ target: { id: ids[2] } }]);
  });
});
