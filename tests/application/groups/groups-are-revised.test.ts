import { expect, test } from 'vitest';
import { agentId } from '../../../src/domain/shared/identifiers.ts';
import { sqlite } from '../../support/databases.ts';
import { stageOn } from '../../support/open-storage.ts';
import { idsOf, StoredGroups, unknownGroup } from '../../support/stored-groups.ts';

const stage = stageOn(sqlite);
const groups = () => StoredGroups.on(stage().storage);

test('a group is created with its members, which the answer holds in the order of their ids', async () => {
  const stored = await groups();
  const agents = await stored.provisionMany(3);
  const desired = { displayName: 'Support', externalId: '00g1' };
  const creation = { desired, members: idsOf(agents).toReversed() };
  const { group, members } = await stored.application.createGroup(stored.caller, creation);
  expect(members).toEqual(agents.map(({ state }) => ({ id: state.id, userName: state.userName })));
  expect(await stored.read(group)).toEqual({ group, members });
});

test('a group is created under the id that the caller has given away already', async () => {
  const stored = await groups();
  const creation = { desired: { displayName: 'Support' }, id: unknownGroup };
  const { group, members } = await stored.application.createGroup(stored.caller, creation);
  expect(group.state.id).toBe(unknownGroup);
  expect(members).toEqual([]);
});

test('a revision sees the group as it is, and answers with the members only where they are wanted', async () => {
  const stored = await groups();
  const agents = await stored.provisionMany(2);
  const group = await stored.create({ displayName: 'Support' }, ...agents.slice(1));
  const revise = (withMembers: boolean) =>
    stored.application.reviseGroup(stored.caller, {
      id: group.state.id,
      withMembers,
      revise: (current) => ({
        desired: { displayName: `${current.state.displayName}!` },
        membership: [{ kind: 'add', ids: idsOf(agents) }],
      }),
    });
  const { group: revised, members } = await revise(true);
  expect(revised.state).toMatchObject({ displayName: 'Support!', version: 2 });
  expect(members?.map(({ id }) => id)).toEqual(idsOf(agents));
  expect((await revise(false)).members).toBeUndefined();
  expect(await stored.actions()).toEqual([
    'GroupCreated',
    'GroupUpdated',
    'GroupMembersChanged',
    'GroupUpdated',
  ]);
});

test('a group is revised and removed only at a version that will do', async () => {
  const stored = await groups();
  const group = await stored.create({ displayName: 'v1' });
  await expect(stored.revise(group, { displayName: 'v2' }, [], 2)).rejects.toMatchObject({
    code: 'versionDiffers',
    message: expect.stringContaining('The group'),
    details: { version: 1 },
  });
  await expect(stored.revise(group, { displayName: 'v2' }, [], { noneOf: [1] })).rejects.toMatchObject({
    code: 'versionDiffers',
  });
  await stored.revise(group, { displayName: 'v2' }, [], [7, 1]);
  await stored.revise(group, { displayName: 'v3' }, [], { noneOf: [1] });
  await expect(stored.remove(group, 2)).rejects.toMatchObject({ code: 'versionDiffers' });
  await stored.remove(group, 3);
  await expect(stored.read(group)).rejects.toMatchObject({ code: 'groupNotFound' });
});

test('a group that is not there is not read, revised or removed', async () => {
  const stored = await groups();
  const { caller, application } = stored;
  const { readGroup, removeGroup, reviseGroup } = application;
  const notFound = { code: 'groupNotFound', message: expect.stringContaining(unknownGroup) };
  const id = unknownGroup;
  await expect(readGroup(caller, { id, withMembers: false })).rejects.toMatchObject(notFound);
  await expect(removeGroup(caller, { id })).rejects.toMatchObject(notFound);
  const revise = () => ({ desired: { displayName: 'x' }, membership: [] });
  await expect(reviseGroup(caller, { id, revise, withMembers: false })).rejects.toMatchObject(notFound);
});

test('more members than a change may concern are refused before the database is asked for them', async () => {
  const stored = await groups();
  const group = await stored.create();
  const ids = Array.from({ length: 100_001 }, (_, index) =>
    agentId(`0199d2a0-0000-7000-8000-${String(index).padStart(12, '0')}`),
  );
  await expect(stored.revise(group, {}, [{ kind: 'remove', ids }])).rejects.toMatchObject({
    code: 'attributeTooLarge',
  });
});

test.each<[string, unknown]>([
  ['nothing', undefined],
  ['no name', { desired: {}, membership: [] }],
  ['a name that is no text', { desired: { displayName: 5 }, membership: [] }],
  ['what a group does not have', { desired: { displayName: 'x', kind: 'users' }, membership: [] }],
  ['no steps', { desired: { displayName: 'x' } }],
  ['a step of no known kind', { desired: { displayName: 'x' }, membership: [{ kind: 'swap', ids: [] }] }],
  ['a step without ids', { desired: { displayName: 'x' }, membership: [{ kind: 'add' }] }],
  ['an id that is none', { desired: { displayName: 'x' }, membership: [{ kind: 'add', ids: ['x'] }] }],
])('a revision that answers %s is refused, and nothing changes', async (_, answer) => {
  const stored = await groups();
  const group = await stored.create();
  const revision = { id: group.state.id, revise: () => answer as never, withMembers: false };
  await expect(stored.application.reviseGroup(stored.caller, revision)).rejects.toMatchObject({
    code: 'inputInvalid',
  });
  expect((await stored.read(group)).group).toEqual(group);
});
