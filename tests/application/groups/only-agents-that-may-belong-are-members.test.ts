import { beforeEach, expect, test } from 'vitest';
import { all, equals } from '../../../src/criteria/criteria.ts';
import { agentFields } from '../../../src/domain/agent/agent-fields.ts';
import { groupLimits } from '../../../src/domain/group/group-limits.ts';
import type { GroupKind } from '../../../src/domain/group/group-reference.ts';
import { type AgentId, agentId, groupId } from '../../../src/domain/shared/identifiers.ts';
import { applicationOn } from '../../support/application-on.ts';
import { sqlite } from '../../support/databases.ts';
import { stageOn } from '../../support/open-storage.ts';
import { idsOf, membersOf, StoredGroups } from '../../support/stored-groups.ts';

const stage = stageOn(sqlite);
let stored: StoredGroups;
beforeEach(async () => {
  stored = await StoredGroups.on(stage().storage);
});

const create = (displayName: string, members: readonly AgentId[], kind?: GroupKind, id?: string) =>
  stored.application.createGroup(stored.caller, {
    desired: { displayName },
    members,
    kind,
    id: id === undefined ? undefined : groupId(id),
  });

test('a group of users takes those only who have a role above agent', async () => {
  const plain = await stored.agents.provision();
  const lead = await stored.agents.provision({ directory: { roles: [{ value: 'lead' }] } });
  const refused = {
    code: 'roleMissing',
    message: `${plain.state.userName} (${plain.state.id}) has no role above agent, and the group is for people who have one. Give a role in the directory first.`,
    details: { attribute: 'members', member: plain.state.id },
  };
  await expect(create('Users', idsOf([lead, plain]), 'users')).rejects.toMatchObject(refused);
  const { group, members } = await create('Users', idsOf([lead]), 'users');
  expect([group.state.kind, members?.length]).toEqual(['users', 1]);
  await expect(stored.step(group, 'add', plain)).rejects.toMatchObject(refused);
  expect(await stored.memberIds(group)).toEqual(idsOf([lead]));
  expect((await create('Agents', idsOf([lead, plain]))).members).toHaveLength(2);
});

test('a group that is a member, or an id that nobody checked, is named with the attribute', async () => {
  const nested = await stored.create();
  const member = nested.state.id as string as AgentId;
  await expect(create('Outer', [member])).rejects.toMatchObject({
    message: `"${member}" is a group and cannot be a member: groups hold agents only. Add the group's members instead.`,
    details: { attribute: 'members', member },
  });
  const { createGroup } = applicationOn(stage().storage, { checking: 'trusted' });
  for (const characters of [79, 80, 81])
    await expect(
      createGroup(stored.caller, {
        desired: { displayName: 'x' },
        members: [agentId('x'.repeat(characters))],
      }),
    ).rejects.toMatchObject({
      message: `There is no agent "${'x'.repeat(Math.min(characters, 80))}" in this account, so it cannot be a member of the group.`,
    });
});

test('the id of a group that is there is taken', async () => {
  const { id } = (await stored.create()).state;
  await expect(create('Again', [], undefined, id)).rejects.toMatchObject({
    code: 'identifierTaken',
    message: `The id "${id}" is taken; leave it out, and one is made.`,
  });
  const other = crypto.randomUUID();
  expect((await create('Other', [], undefined, other)).group.state.id).toBe(other);
});

test('more members than a group may be created with are refused before the database is asked', async () => {
  const ids = (count: number) =>
    Array.from({ length: count }, (_, index) =>
      agentId(`0199d2a0-0000-7000-8000-1${String(index).padStart(11, '0')}`),
    );
  const tooMany = create('Large', ids(groupLimits.membersPerChangeMax + 1));
  await expect(tooMany).rejects.toMatchObject({ code: 'attributeTooLarge' });
  await expect(create('Large', ids(groupLimits.membersPerChangeMax))).rejects.toMatchObject({
    code: 'memberNotFound',
  });
});

test('a group of more than a page of members is read whole where a step concerns those it does not name', async () => {
  const agents = await stored.provisionMany(5001);
  const group = await stored.create({}, ...agents);
  const [first, last] = [agents[0], agents.at(-1)];
  if (!first || !last) throw new Error('The agents were not made.');
  const where = all(equals(agentFields.userName, last.state.userName));
  await stored.revise(group, {}, [{ kind: 'removeWhere', criteria: where }]);
  const page = (after: AgentId) =>
    stored.application.readGroupMembers(stored.caller, { id: group.state.id, after, limit: 10 });
  expect((await page(agents[4998]?.state.id as AgentId)).map(({ id }) => id)).toEqual([
    agents[4999]?.state.id,
  ]);
  await stored.step(group, 'replace', first, last);
  expect(await stored.memberIds(group)).toEqual(idsOf([first, last]));
  const named = groupLimits.namesPerEntryMax;
  const replaced = (await stored.agents.journal()).at(-1)?.changes.find(({ path }) => path === 'members');
  expect(replaced).toEqual({
    path: 'members',
    from: [...membersOf(agents.slice(1, 1 + named)), ...idsOf(agents.slice(1 + named, -1))],
    to: membersOf([last]),
  });
  await stored.revise(group, {}, [{ kind: 'clear' }]);
  expect(await stored.memberIds(group)).toEqual([]);
  expect(await stored.actions()).toEqual(['GroupCreated', ...Array(3).fill('GroupMembersChanged')]);
});

test('groups are listed with their members only where these are wanted', async () => {
  await stored.create({}, ...(await stored.provisionMany(1)));
  const listed = async (withMembers?: boolean) =>
    (await stored.application.listGroups(stored.caller, { withMembers })).resources[0]?.members?.length;
  expect([await listed(), await listed(false), await listed(true)]).toEqual([undefined, undefined, 1]);
});
