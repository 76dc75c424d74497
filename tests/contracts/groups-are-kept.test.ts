import { expect, test } from 'vitest';
import { DomainError } from '../../src/domain/shared/domain-error.ts';
import { later } from '../support/agents.ts';
import { onEachDatabase } from '../support/databases.ts';
import { stageOn } from '../support/open-storage.ts';
import { hurried } from '../support/stored-agents.ts';
import { StoredGroups } from '../support/stored-groups.ts';

onEachDatabase('the group repository', (product) => {
  const stage = stageOn(product);
  const groups = () => StoredGroups.on(stage().storage);
  const codeOf = (error: unknown) => (error instanceof DomainError ? error.code : String(error));
  const nobody = { joined: [], left: [] };

  test('restores a group exactly as it was stored', async () => {
    const stored = await groups();
    const names = [
      'Zoë\'s 𝒕𝒆𝒂𝒎 👩🏽‍💻 "quoted" \\ \u0000 end ',
      ' ',
      ...['İ'.repeat(127), `${'x'.repeat(253)}𝒛`, 'strasse', 'stra\u0308ße', 'x ', 'x'],
      // Code points: as many as are allowed, and decomposed ones.
      ...[
        `x${'\u0338'.repeat(699)}`,
        'e\u0302\u0301'.repeat(256),
        '👩‍💻'.repeat(200),
        'ΐ'.normalize('NFD').repeat(256),
      ],
    ].filter((name) => name.trim() !== '');
    for (const displayName of names) {
      const group = await stored.create({ displayName, externalId: `${displayName.slice(0, 100)} ` });
      expect(await stored.read(group)).toEqual({ group, members: [] });
    }
    const bare = await stored.create();
    expect(await stored.read(bare)).toEqual({ group: bare, members: [] });
  });

  test('stores a rename with its version and times, and a removal by removing', async () => {
    const stored = await groups();
    const group = await stored.create({ displayName: 'Support', externalId: '00g1' });
    const { group: renamed } = await stored.revise(group, { displayName: 'Helpdesk', externalId: undefined });
    expect(renamed.state).toMatchObject({ displayName: 'Helpdesk', version: 2 });
    expect((await stored.read(group)).group).toEqual(renamed);
    await stored.remove(group);
    await expect(stored.read(group).catch(codeOf)).resolves.toBe('groupNotFound');
    expect(await stored.actions()).toEqual(['GroupCreated', 'GroupUpdated', 'GroupRemoved']);
  });

  test('lets one group of an account have a name, whatever its letter case', async () => {
    const stored = await groups();
    const group = await stored.create({ displayName: 'Zoë’s Team' });
    const other = await stored.create({ displayName: 'Others' });
    const taken = { code: 'groupNameTaken', message: expect.stringContaining('ZOË’S tEAM') };
    await expect(stored.create({ displayName: 'ZOË’S tEAM' })).rejects.toMatchObject(taken);
    await expect(stored.revise(other, { displayName: 'ZOË’S tEAM' })).rejects.toMatchObject(taken);
    expect((await stored.revise(group, { displayName: 'ZOË’S tEAM' })).group.state.version).toBe(2);
    await expect((await groups()).create({ displayName: 'Zoë’s Team' })).resolves.toBeDefined();
    expect((await stored.read(other)).group).toEqual(other);
  });

  test('frees the name of a removed group for a new one without members', async () => {
    const stored = await groups();
    const [ada] = await stored.provisionMany(1);
    if (ada === undefined) throw new Error('The agent was not made.');
    const first = await stored.create({ displayName: 'Support' }, ada);
    await stored.remove(first);
    const second = await stored.create({ displayName: 'support' });
    expect(await stored.read(second)).toEqual({ group: second, members: [] });
    expect(
      (await stored.open.unitOfWork.read(stored.caller, ({ agents }) => agents.view(ada.state.id)))?.groups,
    ).toEqual([]);
  });

  test('lets exactly one of many concurrent creations of a name succeed', async () => {
    const stored = await groups();
    const attempts = await Promise.all(
      Array.from({ length: 20 }, () => stored.create({ displayName: 'race' }).then(() => 'created', codeOf)),
    );
    expect(attempts.filter((outcome) => outcome === 'created')).toHaveLength(1);
    expect(attempts.filter((outcome) => outcome === 'groupNameTaken')).toHaveLength(19);
  });

  test('keeps nothing of what was written before the work failed', async () => {
    const stored = await groups();
    const agents = await stored.provisionMany(2);
    const [ada, grace] = agents;
    if (ada === undefined || grace === undefined) throw new Error('The agents were not made.');
    const group = await stored.create({ displayName: 'Support' }, ada);
    const membership = { joined: [grace.state], left: [ada.state] };
    const failed = stored.open.unitOfWork.transact(stored.caller, async (scope) => {
      await scope.groups.store(group.revise({ displayName: 'Lost' }, membership, later));
      throw new Error('half-way');
    });
    await expect(failed).rejects.toThrow('half-way');
    expect(await stored.read(group)).toEqual({
      group,
      members: [{ id: ada.state.id, userName: ada.state.userName }],
    });
    expect(await stored.actions()).toEqual(['GroupCreated']);
  });

  test('does not overwrite a group that was changed in between', async () => {
    const stored = await groups();
    const group = await stored.create();
    const { group: renamed } = await stored.revise(group, { displayName: 'Renamed' });
    for (const stale of [group.revise({ displayName: 'Stale' }, nobody, later), group.remove(later)]) {
      const write = stored.open.unitOfWork.transact(hurried(stored.caller), (scope) =>
        scope.groups.store(stale),
      );
      await expect(write).rejects.toMatchObject({ name: 'StorageUnavailable' });
    }
    expect((await stored.read(group)).group).toEqual(renamed);
  });

  test('writes nothing for a change that is none', async () => {
    const stored = await groups();
    const group = await stored.create();
    await stored.revise(group);
    expect((await stored.read(group)).group).toEqual(group);
    expect(await stored.actions()).toEqual(['GroupCreated']);
  });

  test('shows an account nothing of another, and lets it change nothing', async () => {
    const [theirs, ours] = [await groups(), await groups()];
    const [agent] = await theirs.provisionMany(1);
    if (agent === undefined) throw new Error('The agent was not made.');
    const group = await theirs.create({}, agent);
    const { id } = group.state;
    const seen = await ours.open.unitOfWork.transact(ours.caller, async (scope) => ({
      found: await scope.groups.find(id),
      members: (await scope.groups.withMembers(group)).members,
      page: await scope.groups.members(group, undefined, 10),
      candidates: await scope.groups.candidates(group.state, [
        agent.state.id,
        id as string as typeof agent.state.id,
      ]),
    }));
    expect(seen).toEqual({
      found: undefined,
      members: [],
      page: [],
      candidates: { agents: new Map(), members: new Set(), groups: new Set(), withoutRole: new Set() },
    });
    expect(await ours.application.listGroups(ours.caller, {})).toEqual({ resources: [], total: 0 });
    for (const change of [group.remove(later), group.revise({ displayName: 'x' }, nobody, later)]) {
      const write = ours.open.unitOfWork.transact(hurried(ours.caller), (scope) =>
        scope.groups.store(change),
      );
      await expect(write).rejects.toThrow();
    }
    expect(await theirs.memberIds(group)).toEqual([agent.state.id]);
    expect(await ours.actions()).toEqual([]);
  });
});
